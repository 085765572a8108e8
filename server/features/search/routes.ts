// The door of search.
import { route } from '../../http/route.ts'
import { findAll } from './find.ts'

export const searchRoutes = [route('search.find', findAll)]
