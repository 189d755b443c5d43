// The part of the package that reads: one function for a picture's pixels.
export { decodeQR } from "qr/decode.js";
