package sign

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"demarc/words"
)

// Why an identity cannot sign. Each comes wrapped in a sentence that says more.
var (
	ErrExpired     = words.Errorf("the identity's certificate has expired")
	ErrNotYetValid = words.Errorf("the identity's certificate is not valid yet")
	ErrKeyUsage    = words.Errorf("the identity's certificate is not meant for signing documents")
	ErrKeyKind     = words.Errorf("the identity's key is of a kind that cannot sign here")
	ErrKeyMismatch = words.Errorf("the identity's private key does not belong to its certificate")
)

// Identity is a private key with its certificate and the certificates above it,
// issuer first; Chain is empty for a self-signed one.
type Identity struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate
}

// Subject is whom a certificate names. Name is required; name and organisation
// hold at most 64 characters (the bound of X.520), the e-mail address is ASCII.
type Subject struct {
	Name, Organisation, Email string
}

const (
	validYears    = 3
	rsaBits       = 3072
	maxNameLength = 64
)

var oidDocumentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36} // RFC 9336

// NewIdentity makes a self-signed identity, valid for three years from now:
// ECDSA on P-256, or RSA with 3072 bits for validators that know nothing newer.
func NewIdentity(subject Subject, withRSA bool, now time.Time) (*Identity, error) {
	if err := subject.check(); err != nil {
		return nil, err
	}
	key, err := newKey(withRSA)
	if err != nil {
		return nil, words.Errorf("no key could be made: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, words.Errorf("no serial number could be drawn: %w", err)
	}
	start := now.UTC().Truncate(time.Second)
	template := &x509.Certificate{
		SerialNumber: serial.Add(serial, big.NewInt(1)), // never zero (RFC 5280)
		Subject:      pkix.Name{CommonName: subject.Name},
		NotBefore:    start,
		NotAfter:     start.AddDate(validYears, 0, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		// Without mail protection, checkers that know nothing of RFC 9336 (NSS,
		// and with it pdfsig) call the certificate corrupt.
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection},
		UnknownExtKeyUsage:    []asn1.ObjectIdentifier{oidDocumentSigning},
		BasicConstraintsValid: true,
	}
	if subject.Organisation != "" {
		template.Subject.Organization = []string{subject.Organisation}
	}
	if subject.Email != "" {
		template.EmailAddresses = []string{subject.Email}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, words.Errorf("no certificate could be made for %q: %w", subject.Name, err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, words.Errorf("the new certificate for %q cannot be read back: %w", subject.Name, err)
	}
	return &Identity{Key: key, Certificate: certificate}, nil
}

func newKey(withRSA bool) (crypto.Signer, error) {
	if withRSA {
		return rsa.GenerateKey(rand.Reader, rsaBits)
	}
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

func (s Subject) check() error {
	if strings.TrimSpace(s.Name) == "" {
		return words.Errorf("an identity needs the name of the person who signs")
	}
	for _, field := range []struct{ what, text string }{{"name", s.Name}, {"organisation", s.Organisation}} {
		if utf8.RuneCountInString(field.text) > maxNameLength {
			return words.Errorf("the %s in a certificate has at most %d characters; please shorten it", field.what, maxNameLength)
		}
		if !utf8.ValidString(field.text) || strings.ContainsFunc(field.text, unicode.IsControl) {
			return words.Errorf("the %s holds control characters; please remove them", field.what)
		}
	}
	if s.Email == "" {
		return nil
	}
	address, err := mail.ParseAddress(s.Email)
	if err != nil || address.Address != s.Email || strings.ContainsFunc(s.Email, func(r rune) bool { return r > unicode.MaxASCII }) {
		return words.Errorf("%q is not an e-mail address that a certificate can hold", s.Email)
	}
	return nil
}

// CheckUsable tells whether the identity may sign at that time. The error wraps
// ErrExpired, ErrNotYetValid, ErrKeyUsage, ErrKeyKind or ErrKeyMismatch.
func (id *Identity) CheckUsable(now time.Time) error {
	certificate := id.Certificate
	if !sameKey(certificate.PublicKey, id.Key.Public()) {
		return ErrKeyMismatch
	}
	if err := checkKeyKind(certificate.PublicKey); err != nil {
		return err
	}
	if err := checkPeriod(certificate, now); err != nil {
		return err
	}
	return checkUsage(certificate)
}

func sameKey(a, b crypto.PublicKey) bool {
	key, ok := a.(interface{ Equal(crypto.PublicKey) bool })
	return ok && key.Equal(b)
}

func checkPeriod(certificate *x509.Certificate, at time.Time) error {
	const layout = "2006-01-02 15:04:05 MST"
	at = at.UTC().Truncate(time.Second)
	if at.Before(certificate.NotBefore) {
		return words.Errorf("%w: it begins on %s, and the time of signing is %s",
			ErrNotYetValid, certificate.NotBefore.UTC().Format(layout), at.Format(layout))
	}
	if at.After(certificate.NotAfter) {
		return words.Errorf("%w: it ended on %s, and the time of signing is %s",
			ErrExpired, certificate.NotAfter.UTC().Format(layout), at.Format(layout))
	}
	return nil
}

// checkUsage accepts what makers of signing certificates actually put there:
// any of the purposes that PDF readers take for documents, or none at all.
func checkUsage(certificate *x509.Certificate) error {
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if certificate.KeyUsage != 0 && certificate.KeyUsage&signing == 0 {
		return words.Errorf("%w: its key usage allows neither digital signature nor non-repudiation", ErrKeyUsage)
	}
	if len(certificate.ExtKeyUsage)+len(certificate.UnknownExtKeyUsage) == 0 {
		return nil
	}
	for _, usage := range certificate.ExtKeyUsage {
		if usage == x509.ExtKeyUsageAny || usage == x509.ExtKeyUsageEmailProtection {
			return nil
		}
	}
	documents := []asn1.ObjectIdentifier{
		oidDocumentSigning,
		{1, 3, 6, 1, 4, 1, 311, 10, 3, 12}, // Microsoft document signing
		{1, 2, 840, 113583, 1, 1, 5},       // Adobe authentic documents
	}
	for _, usage := range certificate.UnknownExtKeyUsage {
		if slices.ContainsFunc(documents, usage.Equal) {
			return nil
		}
	}
	return words.Errorf("%w: its extended key usage names other purposes", ErrKeyUsage)
}

// checkKeyKind also keeps hostile keys out: checking a signature with an RSA
// modulus of megabits takes minutes.
func checkKeyKind(public crypto.PublicKey) error {
	switch key := public.(type) {
	case *rsa.PublicKey:
		if bits := key.N.BitLen(); bits < 2048 || bits > 8192 {
			return words.Errorf("%w: RSA keys have 2048 to 8192 bits, this one has %d", ErrKeyKind, bits)
		}
		return nil
	case *ecdsa.PublicKey:
		if size := key.Curve.Params().BitSize; size < 256 {
			return words.Errorf("%w: elliptic curves have at least 256 bits, this one has %d", ErrKeyKind, size)
		}
		return nil
	}
	return words.Errorf("%w: only RSA and ECDSA (P-256, P-384, P-521) are supported", ErrKeyKind)
}

// Fingerprint is the SHA-256 of the certificate as upper-case hexadecimal pairs
// joined by colons, the form in which people read it to one another.
func (id *Identity) Fingerprint() string { return fingerprint(id.Certificate) }

func fingerprint(certificate *x509.Certificate) string {
	return FingerprintOf(sha256.Sum256(certificate.Raw))
}

// FingerprintOf writes the SHA-256 of a certificate in that form.
func FingerprintOf(sum [sha256.Size]byte) string {
	pairs := make([]string, len(sum))
	for i, b := range sum {
		pairs[i] = fmt.Sprintf("%02X", b)
	}
	return strings.Join(pairs, ":")
}

func selfSigned(certificate *x509.Certificate) bool {
	return string(certificate.RawIssuer) == string(certificate.RawSubject) && checkKeyKind(certificate.PublicKey) == nil &&
		certificate.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature) == nil
}
