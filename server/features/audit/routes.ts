// The door of the audit trail.
import { type Route, route } from '../../http/route.ts'
import { listAudit } from './service.ts'

export const auditRoutes: Route[] = [route('audit.list', listAudit)]
