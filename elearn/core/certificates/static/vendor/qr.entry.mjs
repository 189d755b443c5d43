// The part of the package that reads: every code in a picture's pixels, for a certificate bears two.
export { decodeQRBatch } from "qr/decode.js";
