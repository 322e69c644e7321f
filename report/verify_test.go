package report

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

// typed are the commands that the chapter on verifying prints, one a line.
func typed(pages []setPage) string {
	var lines []string
	for _, p := range chapterPages(pages, "How to verify this document") {
		for _, text := range p.texts {
			if text.x > upright.left+30 && text.size == styleSmall.size && text.x < upright.left+40 {
				lines = append(lines, text.text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// selfSigned is an identity as the program makes it.
func selfSigned(t *testing.T, now time.Time) *sign.Identity {
	t.Helper()
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, now)
	if err != nil {
		t.Fatal(err)
	}
	return identity
}

// issued is an identity from an authority whose own certificate, which an
// auditor need not have, is not in the file.
func issued(t *testing.T, now time.Time) *sign.Identity {
	t.Helper()
	certificate := func(serial int64, name string, authority bool, by *x509.Certificate, byKey crypto.Signer) (*x509.Certificate, crypto.Signer) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		template := &x509.Certificate{
			SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
			KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true, IsCA: authority,
		}
		if authority {
			template.KeyUsage = x509.KeyUsageCertSign
		} else {
			// A longer certificate stands behind its issuer's in the file.
			template.Subject.Organization = []string{strings.Repeat("Weiss & Partner ", 4)}
		}
		if by == nil {
			by, byKey = template, key
		}
		der, err := x509.CreateCertificate(rand.Reader, template, by, key.Public(), byKey)
		if err != nil {
			t.Fatal(err)
		}
		made, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return made, key
	}
	root, rootKey := certificate(1, "Root", true, nil, nil)
	middle, middleKey := certificate(2, "A middle authority", true, root, rootKey)
	leaf, key := certificate(3, "J. Weiss", false, middle, middleKey)
	return &sign.Identity{Key: key, Certificate: leaf, Chain: []*x509.Certificate{middle}}
}

// signedReport is a report with an identity's signature.
func signedReport(t *testing.T, identity *sign.Identity, now time.Time) []byte {
	t.Helper()
	in := smallInput(t)
	in.Signer = &Signer{Name: "J. Weiss", Fingerprint: identity.Fingerprint(), SelfSigned: len(identity.Chain) == 0}
	document := mustWrite(t, in)
	pdf, err := sign.SignPDF(document.PDF, identity, sign.PDFSignature{Name: "J. Weiss", Time: now, Page: document.SignaturePage, Rect: document.SignatureRect, Certify: true})
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// follow types the printed commands in a folder with FILE.pdf, as a reader
// would who puts in what pdfsig said of the signed file.
func follow(t *testing.T, commands string, signed, file []byte) (said string, err error) {
	t.Helper()
	ranges := regexp.MustCompile(`Signed Ranges: \[0 - (\d+)\], \[(\d+) - (\d+)\]`).FindStringSubmatch(string(outside(t, signed, "pdfsig", "FILE")))
	if ranges == nil || ranges[3] != fmt.Sprint(len(signed)) {
		t.Fatalf("pdfsig says %q of a file of %d bytes", ranges, len(signed))
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "FILE.pdf"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	commands = strings.NewReplacer("head -c B ", "head -c "+ranges[1]+" ", "$((C+1))", "$(("+ranges[2]+"+1))").Replace(commands)
	shell := exec.CommandContext(t.Context(), "sh", "-e", "-c", commands)
	shell.Dir = folder
	out, err := shell.CombinedOutput()
	return string(out), err
}

func TestTheCommandsForVerifyingDoWhatIsSaidOfThem(t *testing.T) {
	now := time.Now() // pdfsig and openssl go by the clock
	for name, identity := range map[string]*sign.Identity{"made on this computer": selfSigned(t, now), "issued by an authority": issued(t, now)} {
		t.Run(name, func(t *testing.T) {
			pdf := signedReport(t, identity, now)
			// The signed copy itself is read: what it prints is all that an auditor has.
			commands := typed(readPages(t, pdf))
			if strings.Count(commands, "\n") != 6 {
				t.Fatalf("the commands are\n%s", commands)
			}
			said, err := follow(t, commands, pdf, pdf)
			if err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			for _, promised := range []string{"Signature is Valid", "Total document signed", "CAdES Verification successful", identity.Fingerprint()} {
				if !strings.Contains(said, promised) {
					t.Errorf("they do not say %q:\n%s", promised, said)
				}
			}
			changed := bytes.Clone(pdf)
			changed[len(changed)/3] ^= 1
			if said, err := follow(t, commands, pdf, changed); err == nil || !strings.Contains(said, "CAdES Verification failure") {
				t.Errorf("of a changed file they say\n%s", said)
			}
		})
	}
}
