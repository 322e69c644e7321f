package sign

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"strings"

	"software.sslmate.com/src/go-pkcs12"

	"demarc/words"
)

// Why an identity file cannot be opened.
var (
	ErrNotPKCS12       = words.Errorf("this is not a PKCS#12 identity file that can be read")
	ErrWrongPassphrase = words.Errorf("the passphrase does not open this identity")
	ErrNoKey           = words.Errorf("the identity file holds no private key, so nothing can be signed with it")
	ErrNoCertificate   = words.Errorf("the identity file holds no certificate")
)

const (
	sealIterations = 600_000 // OWASP's figure for PBKDF2-HMAC-SHA-256, 2023
	maxIterations  = 10_000_000
	maxFile        = 256 << 10 // a key and a long chain take about 20 KB
)

// Seal writes the identity as a PKCS#12 file: AES-256 and PBKDF2 with 600,000
// rounds, readable by OpenSSL 1.1.1, Java 12, Windows Server 2019 and later. The
// passphrase must not be empty and cannot hold characters above U+FFFF.
func (id *Identity) Seal(passphrase string) ([]byte, error) {
	if passphrase == "" {
		return nil, words.Errorf("an identity needs a passphrase, since whoever has the file could sign otherwise")
	}
	if err := checkPassphrase(passphrase); err != nil {
		return nil, err
	}
	file, err := pkcs12.Modern2023.WithIterations(sealIterations).Encode(id.Key, id.Certificate, id.Chain, passphrase)
	if err != nil {
		return nil, words.Errorf("the identity cannot be written as PKCS#12: %w", err)
	}
	return file, nil
}

func checkPassphrase(passphrase string) error {
	if strings.ContainsFunc(passphrase, func(r rune) bool { return r > 0xFFFF }) {
		return words.Errorf("the passphrase holds a character, such as an emoji, that PKCS#12 has no place for")
	}
	return nil
}

// OpenIdentity reads a PKCS#12 file of at most 256 KiB whose key derivation asks
// for at most 10 million rounds. The error wraps ErrNotPKCS12,
// ErrWrongPassphrase, ErrNoKey, ErrNoCertificate, ErrKeyMismatch or ErrKeyKind.
// Expiry is for [Identity.CheckUsable], so that an old identity can be looked at.
func OpenIdentity(file []byte, passphrase string) (id *Identity, err error) {
	defer func() { // the decoder meets foreign bytes
		if recover() != nil {
			id, err = nil, words.Errorf("%w: its content is damaged", ErrNotPKCS12)
		}
	}()
	if err := checkFile(file); err != nil {
		return nil, err
	}
	if err := checkPassphrase(passphrase); err != nil {
		return nil, words.Errorf("%w: %w", ErrWrongPassphrase, err)
	}
	if openLengths(file) {
		if file, err = settled(file, passphrase); err != nil {
			return nil, err
		}
	}
	key, first, others, err := pkcs12.DecodeChain(file, passphrase)
	if err != nil {
		return nil, openError(err)
	}
	return assemble(key, append([]*x509.Certificate{first}, others...))
}

// openError translates the decoder's errors; two of them are known by text only.
func openError(err error) error {
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return ErrWrongPassphrase
	case err.Error() == "pkcs12: private key missing":
		return ErrNoKey
	case err.Error() == "pkcs12: certificate missing":
		return ErrNoCertificate
	case strings.Contains(err.Error(), "asn1:"): // which speaks of Go's own types
		return words.Errorf("%w: it is damaged, or something else", ErrNotPKCS12)
	}
	return words.Errorf("%w: %s", ErrNotPKCS12, strings.TrimPrefix(err.Error(), "pkcs12: "))
}

// assemble finds the certificate of the key, whatever the order in the file, and
// above it the issuers that really signed; certificates of others are dropped.
func assemble(key any, certificates []*x509.Certificate) (*Identity, error) {
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, ErrKeyKind
	}
	if err := checkKeyKind(signer.Public()); err != nil {
		return nil, err
	}
	own := slices.IndexFunc(certificates, func(c *x509.Certificate) bool { return sameKey(c.PublicKey, signer.Public()) })
	if own < 0 {
		return nil, words.Errorf("%w, which is for %s", ErrKeyMismatch, certificates[0].Subject)
	}
	id := &Identity{Key: signer, Certificate: certificates[own]}
	for at := id.Certificate; len(id.Chain) < len(certificates); {
		issuer := issuerOf(at, certificates)
		if issuer == nil || issuer == at {
			break
		}
		id.Chain = append(id.Chain, issuer)
		at = issuer
	}
	return id, nil
}

// issuerOf returns the certificate itself when it is self-signed.
func issuerOf(certificate *x509.Certificate, among []*x509.Certificate) *x509.Certificate {
	if bytes.Equal(certificate.RawIssuer, certificate.RawSubject) {
		return certificate
	}
	for _, candidate := range among {
		if bytes.Equal(certificate.RawIssuer, candidate.RawSubject) && checkKeyKind(candidate.PublicKey) == nil &&
			certificate.CheckSignatureFrom(candidate) == nil {
			return candidate
		}
	}
	return nil
}

func checkFile(file []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(file), []byte("-----BEGIN")) {
		return words.Errorf("%w: it is a PEM file; \"openssl pkcs12 -export\" makes one of it", ErrNotPKCS12)
	}
	if len(file) > maxFile {
		return words.Errorf("%w: it is larger than %d KiB", ErrNotPKCS12, maxFile>>10)
	}
	if excessiveIterations(file, 0) {
		return words.Errorf("%w: it asks for more than %d rounds of key derivation", ErrNotPKCS12, maxIterations)
	}
	return nil
}

// excessiveIterations looks for an iteration count beyond measure before the
// decoder obeys it. In every scheme of PKCS#12 the count is an integer right
// after a salt, an element with tag number 4 (octet string). What stands inside
// encrypted parts is not seen: only somebody with the passphrase can put it there.
func excessiveIterations(der []byte, depth int) bool {
	afterSalt := false
	for len(der) > 0 && depth < 32 {
		var element asn1.RawValue
		rest, err := asn1.Unmarshal(der, &element)
		if err != nil {
			return false
		}
		if afterSalt && element.Tag == asn1.TagInteger && !element.IsCompound {
			if count := new(big.Int).SetBytes(element.Bytes); count.Cmp(big.NewInt(maxIterations)) > 0 {
				return true
			}
		}
		afterSalt = element.Tag == asn1.TagOctetString
		if (element.IsCompound || afterSalt) && excessiveIterations(element.Bytes, depth+1) {
			return true
		}
		der = rest
	}
	return false
}
