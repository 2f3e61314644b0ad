import { Message } from "../wire/message.ts";

/** A StringStringEntryProto. */
export const stringEntry = (key: string, value: string): Message => new Message().text(1, key).text(2, value);
