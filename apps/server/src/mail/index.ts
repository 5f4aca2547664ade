export { MailModule } from './mail.module.ts';
export { SeenPeople } from './seen-people.ts';
