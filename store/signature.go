package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"demarc/history"
	"demarc/sign"
	"demarc/words"
)

// SignWith has commits signed from now on; nil ends that.
func (f *File) SignWith(identity *sign.Identity) {
	f.writing.Lock()
	defer f.writing.Unlock()
	f.identity = identity
}

// Signs reports whether commits are signed.
func (f *File) Signs() bool {
	f.writing.Lock()
	defer f.writing.Unlock()
	return f.identity != nil
}

// SignedBy says who signed a commit, or that nobody did. A signature that is
// missing, or that is not one under this commit, is ErrDamaged.
func (f *File) SignedBy(entry history.Entry) (by sign.Signer, signed bool, err error) {
	if entry.Header.Signer == "" {
		return by, false, nil
	}
	var signature sign.CommitSignature
	err = f.view(func(v values) (err error) {
		signature, _, err = v.signature(entry)
		return err
	})
	if err != nil {
		return by, false, err
	}
	by, holds := signature.Check(entry.ID)
	if !holds {
		return by, false, &fault{ErrDamaged, words.Say("the signature of commit %s does not hold", entry.ID.Short()), nil}
	}
	return by, true, nil
}

// signer names whom commits are signed by, empty where by nobody.
func signer(identity *sign.Identity) string {
	if identity == nil {
		return ""
	}
	sum := sha256.Sum256(identity.Certificate.Raw)
	return hex.EncodeToString(sum[:])
}

// sign signs a commit that was put.
func (v values) sign(id history.ID, identity *sign.Identity) error {
	if identity == nil {
		return nil
	}
	signature, err := identity.SignCommit(id)
	if err != nil {
		return words.Errorf("the commit could not be signed, and nothing was changed: %w", err)
	}
	return v.putSignature(id, signature)
}

// Signatures and the certificates they are made with lie in one bucket under
// different prefixes: a certificate is kept once.
const (
	signaturePrefix   = "s/" // and the commit's id
	certificatePrefix = "c/" // and the certificate's SHA-256
)

func signatureKey(id history.ID) []byte { return append([]byte(signaturePrefix), id[:]...) }

func certificateKey(sum [sha256.Size]byte) []byte {
	return append([]byte(certificatePrefix), sum[:]...)
}

// putSignature keeps a signature under a commit that names its certificate.
func (v values) putSignature(id history.ID, s sign.CommitSignature) error {
	key := certificateKey(sha256.Sum256(s.Certificate))
	known, err := v.get(signedBucket, key)
	if err == nil && known == nil {
		err = v.put(signedBucket, key, s.Certificate)
	}
	if err != nil {
		return err
	}
	return v.put(signedBucket, signatureKey(id), s.Signature)
}

// signature reads the signature under a commit, or none.
func (v values) signature(entry history.Entry) (s sign.CommitSignature, found bool, err error) {
	signature, err := v.get(signedBucket, signatureKey(entry.ID))
	if err != nil || signature == nil {
		return s, false, err
	}
	s.Signature = bytes.Clone(signature)
	sum, err := hex.DecodeString(entry.Header.Signer)
	if err != nil || len(sum) != sha256.Size {
		return s, true, nil // whose it is, nobody can say
	}
	certificate, err := v.get(signedBucket, certificateKey([sha256.Size]byte(sum)))
	s.Certificate = bytes.Clone(certificate)
	return s, true, err
}
