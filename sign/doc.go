// Package sign answers for what leaves the program under somebody's name. It
// keeps identities (a private key with its certificate, in a PKCS#12 file),
// puts a PAdES B-B signature on a PDF, and checks the PDFs that it signed.
//
// # What it promises
//
//   - A refused signature leaves nothing behind: an identity that has expired,
//     is not valid yet or is not meant for signing is turned down before a
//     byte is written, and so is a PDF of a form this package cannot extend.
//   - A signed file is the given file with one incremental update after it. It
//     is accepted by poppler, OpenSSL, MuPDF and qpdf; the tests ask them.
//   - Every byte of a signed file is vouched for. All bytes but the signature
//     itself are under its digest, and the signature has exactly one accepted
//     spelling (see below), so that no other file earns the same verdict.
//   - Appended bytes are noticed. Poppler, MuPDF and qpdf report a signature
//     as valid when an update after it changes what a reader sees; [VerifyPDF]
//     names the changes.
//   - [VerifyPDF] and [OpenIdentity] take any bytes: they do not panic, and
//     their work is bounded (in an identity file, as far as it can be read
//     without the passphrase).
//
// # One spelling
//
// The contents of a signature are outside its own digest, and DER, hexadecimal
// and ECDSA all leave room to say the same thing differently. [SignPDF]
// therefore writes lower-case hexadecimal, DER rebuilt from its parts, ECDSA
// values with the lower of the two possible s, and a digest of any chain
// certificates inside the signed range; [VerifyPDF] calls everything else
// not_supported, however valid it may be for another program.
//
// # Limits
//
// Classic cross-reference tables only (as gofpdf writes them), no encryption,
// SHA-256 with RSA (2048 to 8192 bits) or ECDSA (P-256, P-384, P-521). The time
// of a signature is the signer's own clock. Revocation is not looked up.
package sign
