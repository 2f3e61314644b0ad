import { fields, textField } from "../wire/fields.ts";

/** A StringStringEntryProto. */
export const stringEntry = (key: string, value: string): Uint8Array => fields(textField(1, key), textField(2, value));
