package sign

import "bytes"

// VerifyUnguarded is VerifyPDF without its net, so that tests see a panic.
var VerifyUnguarded = verifyPDF

// SignUnchecked is SignPDF for identities that it would refuse.
var SignUnchecked = signPDF

// SignAgain renews the newest signature of a file after an edit that kept its
// length: how a signer who means harm would do it. The key must be RSA, whose
// signatures are all of one length.
func SignAgain(signed []byte, id *Identity) error {
	return fillSignature(signed, bytes.LastIndex(signed, []byte("<<\n/Type /Sig\n")), id)
}

// ToDER closes the lengths of BER.
var ToDER = toDER
