package sign_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

func TestNewIdentityIsADocumentSigner(t *testing.T) {
	for name, withRSA := range map[string]bool{"ecdsa": false, "rsa": true} {
		t.Run(name, func(t *testing.T) {
			id := mustIdentity(t, withRSA)
			c := id.Certificate
			if err := c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature); err != nil {
				t.Errorf("it is not signed by itself: %v", err)
			}
			if c.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment {
				t.Errorf("key usage is %b", c.KeyUsage)
			}
			for _, extension := range c.Extensions {
				if extension.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 15}) && !extension.Critical {
					t.Error("key usage is not critical")
				}
			}
			if len(c.ExtKeyUsage) != 1 || c.ExtKeyUsage[0] != x509.ExtKeyUsageEmailProtection {
				t.Errorf("known extended key usage is %v", c.ExtKeyUsage)
			}
			if len(c.UnknownExtKeyUsage) != 1 || c.UnknownExtKeyUsage[0].String() != "1.3.6.1.5.5.7.3.36" {
				t.Errorf("extended key usage is %v", c.UnknownExtKeyUsage)
			}
			if start := signedAt.AddDate(0, -1, 0); !c.NotBefore.Equal(start) || !c.NotAfter.Equal(start.AddDate(3, 0, 0)) {
				t.Errorf("valid from %s to %s", c.NotBefore, c.NotAfter)
			}
			if c.Subject.CommonName != "Ada Assessor" || c.Subject.Organization[0] != "Example Assessors" || c.EmailAddresses[0] != "ada@example.org" {
				t.Errorf("it names %s, %v", c.Subject, c.EmailAddresses)
			}
			if c.SerialNumber.Sign() <= 0 {
				t.Errorf("serial number %s", c.SerialNumber)
			}
			switch key := c.PublicKey.(type) {
			case *ecdsa.PublicKey:
				if withRSA || key.Curve != elliptic.P256() {
					t.Error("it is not on P-256")
				}
			case *rsa.PublicKey:
				if !withRSA || key.N.BitLen() != 3072 {
					t.Errorf("RSA has %d bits", key.N.BitLen())
				}
			}
			if !regexp.MustCompile(`^([0-9A-F]{2}:){31}[0-9A-F]{2}$`).MatchString(id.Fingerprint()) {
				t.Errorf("fingerprint %s", id.Fingerprint())
			}
			file := writeFile(t, "c.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
			if out := mustRun(t, "openssl", "x509", "-in", file, "-noout", "-fingerprint", "-sha256"); !strings.Contains(out, id.Fingerprint()) {
				t.Errorf("openssl has another fingerprint: %s", out)
			}
		})
	}
}

func TestNewIdentitySubjects(t *testing.T) {
	tests := []struct {
		name    string
		subject sign.Subject
		refused string
	}{
		{"any script", sign.Subject{Name: "Jörg 山田 😀", Organisation: "Ümläut & Söhne"}, ""},
		{"name only", sign.Subject{Name: "Ada"}, ""},
		{"64 characters", sign.Subject{Name: strings.Repeat("ü", 64)}, ""},
		{"no name", sign.Subject{Organisation: "Example"}, "needs the name"},
		{"blank name", sign.Subject{Name: " \t"}, "needs the name"},
		{"65 characters", sign.Subject{Name: strings.Repeat("ü", 65)}, "at most 64"},
		{"long organisation", sign.Subject{Name: "Ada", Organisation: strings.Repeat("x", 65)}, "organisation"},
		{"line break", sign.Subject{Name: "Ada\nEve"}, "control characters"},
		{"broken text", sign.Subject{Name: "Ada\xff"}, "control characters"},
		{"not an address", sign.Subject{Name: "Ada", Email: "ada"}, "e-mail"},
		{"address with a name", sign.Subject{Name: "Ada", Email: "Ada <ada@example.org>"}, "e-mail"},
		{"address beyond ASCII", sign.Subject{Name: "Ada", Email: "ädä@example.org"}, "e-mail"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			id, err := sign.NewIdentity(test.subject, false, signedAt)
			if test.refused != "" {
				if err == nil || !strings.Contains(err.Error(), test.refused) {
					t.Fatalf("error %v does not say %q", err, test.refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if id.Certificate.Subject.CommonName != test.subject.Name {
				t.Errorf("it names %q", id.Certificate.Subject.CommonName)
			}
		})
	}
}

func TestCheckUsable(t *testing.T) {
	id := mustIdentity(t, false)
	issue := func(template x509.Certificate) *sign.Identity {
		template.Subject = pkix.Name{CommonName: "x"}
		a := mustIssue(t, nil, template)
		return &sign.Identity{Key: a.key, Certificate: a.certificate}
	}
	small := mustRSA(t, 1024)
	tests := []struct {
		name string
		id   *sign.Identity
		at   time.Time
		want error
		text string
	}{
		{"now", id, signedAt, nil, ""},
		{"first second", id, id.Certificate.NotBefore, nil, ""},
		{"last second", id, id.Certificate.NotAfter.Add(999 * time.Millisecond), nil, ""},
		{"other time zone", id, id.Certificate.NotBefore.In(time.FixedZone("x", 9*3600)), nil, ""},
		{"a second early", id, id.Certificate.NotBefore.Add(-time.Second), sign.ErrNotYetValid, "begins on 2026-02-14 09:26:53 UTC"},
		{"a second late", id, id.Certificate.NotAfter.Add(time.Second), sign.ErrExpired, "ended on 2029-02-14 09:26:53 UTC"},
		{"no time", id, time.Time{}, sign.ErrNotYetValid, "0001-01-01"},
		{"authority", issue(x509.Certificate{KeyUsage: x509.KeyUsageCertSign}), signedAt, sign.ErrKeyUsage, "neither digital signature"},
		{"web server", issue(x509.Certificate{ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}), signedAt, sign.ErrKeyUsage, "other purposes"},
		{"mail", issue(x509.Certificate{ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}}), signedAt, nil, ""},
		{"no usage stated", issue(x509.Certificate{}), signedAt, nil, ""},
		{"another's key", &sign.Identity{Key: mustIdentity(t, true).Key, Certificate: id.Certificate}, signedAt, sign.ErrKeyMismatch, ""},
		{"short RSA key", small, signedAt, sign.ErrKeyKind, "has 1024"},
		{"Ed25519", mustEd25519(t), signedAt, sign.ErrKeyKind, "only RSA and ECDSA"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.id.CheckUsable(test.at)
			if !errors.Is(err, test.want) || err != nil && !strings.Contains(err.Error(), test.text) {
				t.Fatalf("error is %v, want %v with %q", err, test.want, test.text)
			}
			if test.want == nil {
				return
			}
			s := statement()
			s.Time = test.at
			if signed, err := sign.SignPDF(smallPDF(t), test.id, s); signed != nil || !errors.Is(err, test.want) {
				t.Errorf("signing was not refused with the same error: %v", err)
			}
		})
	}
}

func mustRSA(t *testing.T, bits int) *sign.Identity {
	t.Helper()
	t.Setenv("GODEBUG", "rsa1024min=0")
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return selfIssue(t, key, key.Public())
}

func mustEd25519(t *testing.T) *sign.Identity {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return selfIssue(t, key, public)
}
