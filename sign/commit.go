package sign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
)

// CommitSignature is somebody's signature under one commit of an engagement. It
// is kept beside the history, whose commits name the certificate they are
// signed with, so that taking it away is seen.
type CommitSignature struct {
	Certificate []byte // DER
	Signature   []byte // ECDSA in ASN.1, or RSA PKCS #1 v1.5, over SHA-256
}

// commitPurpose comes before a commit's id in what is signed, so that no such
// signature is ever one under anything else.
const commitPurpose = "demarc commit\x00"

func commitDigest(id [sha256.Size]byte) []byte {
	sum := sha256.Sum256(append([]byte(commitPurpose), id[:]...))
	return sum[:]
}

// SignCommit signs a commit by its id.
func (id *Identity) SignCommit(commit [sha256.Size]byte) (CommitSignature, error) {
	signature, err := id.Key.Sign(rand.Reader, commitDigest(commit), crypto.SHA256)
	return CommitSignature{id.Certificate.Raw, signature}, err
}

// Signer is whom a certificate names.
type Signer struct {
	Name, Subject, Fingerprint string
}

// Check reports who signed a commit, or false where the signature is not one
// under it. Whether the certificate is anybody's whom one trusts, it does not
// say, nor whether it was valid at the time.
func (s CommitSignature) Check(commit [sha256.Size]byte) (Signer, bool) {
	certificate, err := x509.ParseCertificate(s.Certificate)
	if err != nil || checkKeyKind(certificate.PublicKey) != nil {
		return Signer{}, false
	}
	holds := false
	switch key := certificate.PublicKey.(type) {
	case *ecdsa.PublicKey:
		holds = ecdsa.VerifyASN1(key, commitDigest(commit), s.Signature)
	case *rsa.PublicKey:
		holds = rsa.VerifyPKCS1v15(key, crypto.SHA256, commitDigest(commit), s.Signature) == nil
	}
	return Signer{certificate.Subject.CommonName, certificate.Subject.String(), fingerprint(certificate)}, holds
}
