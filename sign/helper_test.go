package sign_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"demarc/sign"
)

// signedAt is the clock of all tests here: signing never asks another one.
var signedAt = time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC)

const toolTimeout = 30 * time.Second

// run calls an outside checker. A missing one fails the test: a check that
// could not run has not passed.
func run(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is needed by this test and is not installed (apt-get install poppler-utils qpdf mupdf-tools openssl libnss3-tools)", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), toolTimeout)
	defer cancel()
	command := exec.CommandContext(ctx, path, args...)
	command.Env = append(os.Environ(), "TZ=UTC", "LC_ALL=C.UTF-8")
	out, err := command.CombinedOutput()
	if ctx.Err() != nil {
		t.Fatalf("%s did not end within %v", name, toolTimeout)
	}
	return string(out), err
}

func mustRun(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := run(t, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func writeFile(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var identities sync.Map

// mustIdentity returns the same identity for the same kind of key.
func mustIdentity(tb testing.TB, withRSA bool) *sign.Identity {
	tb.Helper()
	if id, ok := identities.Load(withRSA); ok {
		return id.(*sign.Identity)
	}
	subject := sign.Subject{Name: "Ada Assessor", Organisation: "Example Assessors", Email: "ada@example.org"}
	id, err := sign.NewIdentity(subject, withRSA, signedAt.AddDate(0, -1, 0))
	if err != nil {
		tb.Fatal(err)
	}
	identities.Store(withRSA, id)
	return id
}

var serial atomic.Int64

// authority is a certificate authority that issues what a test wants.
type authority struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
}

func mustAuthority(tb testing.TB) *authority {
	tb.Helper()
	return mustIssue(tb, nil, x509.Certificate{
		Subject: pkix.Name{CommonName: "Example Root"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign,
	})
}

// mustIssue signs a template with parent, or with its own key when that is nil;
// serial and period are filled in where the template has none.
func mustIssue(tb testing.TB, parent *authority, template x509.Certificate) *authority {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	if template.SerialNumber == nil {
		template.SerialNumber = big.NewInt(serial.Add(1))
	}
	if template.NotAfter.IsZero() {
		template.NotBefore, template.NotAfter = signedAt.AddDate(-1, 0, 0), signedAt.AddDate(1, 0, 0)
	}
	issuer, signer := &template, key
	if parent != nil {
		issuer, signer = parent.certificate, parent.key
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, issuer, key.Public(), signer)
	if err != nil {
		tb.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return &authority{key, certificate}
}

// mustChain is an identity below an intermediate authority; root is on top and
// is not part of the identity.
func mustChain(tb testing.TB) (id *sign.Identity, root *x509.Certificate) {
	tb.Helper()
	top := mustAuthority(tb)
	middle := mustIssue(tb, top, x509.Certificate{
		Subject: pkix.Name{CommonName: "Example Issuing"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	})
	leaf := mustIssue(tb, middle, x509.Certificate{
		Subject: pkix.Name{CommonName: "Chained Signer"}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
	})
	return &sign.Identity{Key: leaf.key, Certificate: leaf.certificate, Chain: []*x509.Certificate{middle.certificate}}, top.certificate
}

func pool(certificates ...*x509.Certificate) *x509.CertPool {
	roots := x509.NewCertPool()
	for _, c := range certificates {
		roots.AddCert(c)
	}
	return roots
}

// smallPDF is one page with core fonts, about a kilobyte.
func smallPDF(tb testing.TB) []byte { return mustFixture(tb, "small.pdf") }

// richPDF has five pages, links within and without, bookmarks, and an embedded
// TrueType face.
func richPDF(tb testing.TB) []byte { return mustFixture(tb, "rich.pdf") }

// attachedPDF carries a file.
func attachedPDF(tb testing.TB) []byte { return mustFixture(tb, "attached.pdf") }

func mustFixture(tb testing.TB, name string) []byte {
	tb.Helper()
	pdf, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return pdf
}

// statement is the usual signature of the tests.
func statement() sign.PDFSignature {
	return sign.PDFSignature{
		Name: "Ada Assessor", Statement: "I prepared this report", Time: signedAt,
		Page: -1, Rect: [4]float64{60, 60, 260, 120}, Certify: true,
	}
}

func mustSign(tb testing.TB, pdf []byte, id *sign.Identity, s sign.PDFSignature) []byte {
	tb.Helper()
	signed, err := sign.SignPDF(pdf, id, s)
	if err != nil {
		tb.Fatal(err)
	}
	return signed
}

// mustVerdict verifies and demands a verdict.
func mustVerdict(t *testing.T, want sign.Verdict, pdf []byte, roots *x509.CertPool) sign.PDFReport {
	t.Helper()
	report := sign.VerifyPDF(pdf, roots)
	if report.Verdict != want {
		t.Fatalf("verdict %s, want %s; problems: %q; signatures: %+v", report.Verdict, want, report.Problems, report.Signatures)
	}
	return report
}

// selfIssue makes an identity of any key, without the checks of NewIdentity.
func selfIssue(tb testing.TB, key crypto.Signer, public crypto.PublicKey) *sign.Identity {
	tb.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Odd Key"},
		NotBefore: signedAt.AddDate(-1, 0, 0), NotAfter: signedAt.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, key)
	if err != nil {
		tb.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return &sign.Identity{Key: key, Certificate: certificate}
}
