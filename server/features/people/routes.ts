// The doors of people.
import { type Route, route } from '../../http/route.ts'
import {
  deactivatePerson,
  listPeople,
  reactivatePerson,
  setPicture,
  setRole,
  setStatus,
  updateProfile,
} from './service.ts'

/** 512 KiB in base64, and the JSON around it. */
const pictureBodyLimit = 720_000

export const peopleRoutes: Route[] = [
  route('people.list', async (context, actor) => ({ people: await listPeople(context, actor) })),
  route('people.updateProfile', async (context, actor, input) => ({
    person: await updateProfile(context, actor, input),
  })),
  route(
    'people.setPicture',
    async (context, actor, { picture }) => ({ person: await setPicture(context, actor, picture) }),
    pictureBodyLimit,
  ),
  route('people.setStatus', async (context, actor, { status }) => ({
    person: await setStatus(context, actor, status),
  })),
  route('people.setRole', async (context, actor, { personId, role }) => ({
    person: await setRole(context, actor, personId, role),
  })),
  route('people.deactivate', async (context, actor, { personId }) => ({
    person: await deactivatePerson(context, actor, personId),
  })),
  route('people.reactivate', async (context, actor, { personId }) => ({
    person: await reactivatePerson(context, actor, personId),
  })),
]
