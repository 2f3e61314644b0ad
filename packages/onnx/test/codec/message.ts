import protobuf from "protobufjs/minimal.js";

/** A message class of the generated codec. */
export interface Message<Properties, Decoded> {
  readonly name: string;
  encode(message: Properties): { finish(): Uint8Array };
  decode(reader: protobuf.Reader): Decoded;
}

export const encodeMessage = <P>(type: Message<P, unknown>, message: P): Uint8Array => type.encode(message).finish();

/** A message from its bytes, without the fields that the schema does not know. Throws an Error on other bytes. */
export const decodeMessage = <D>(type: Message<never, D>, bytes: Uint8Array): D =>
  type.decode(protobuf.Reader.create(bytes));
