package sign_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

// Signed files are accepted by programs that share no code with this one.
func TestIndependentCheckersAccept(t *testing.T) {
	chained, root := mustChain(t)
	inputs := map[string][]byte{"small": smallPDF(t), "rich": richPDF(t), "attached": attachedPDF(t)}
	signers := []struct {
		name string
		id   *sign.Identity
		root []byte
	}{
		{"ecdsa", mustIdentity(t, false), mustIdentity(t, false).Certificate.Raw},
		{"rsa", mustIdentity(t, true), mustIdentity(t, true).Certificate.Raw},
		{"chain", chained, root.Raw},
	}
	for input, pdf := range inputs {
		for _, signer := range signers {
			for _, certify := range []bool{true, false} {
				name := input + " " + signer.name + map[bool]string{true: " certified"}[certify]
				t.Run(name, func(t *testing.T) {
					s := statement()
					s.Certify = certify
					signed := mustSign(t, pdf, signer.id, s)
					accept(t, signed, signer.root, 1)
				})
			}
		}
	}
}

// A second signature leaves the first one valid for the checkers too.
func TestIndependentCheckersAcceptTwoSignatures(t *testing.T) {
	first := mustSign(t, richPDF(t), mustIdentity(t, false), statement())
	client := statement()
	client.Name, client.Statement, client.Certify, client.Page = "Clément Client", "Received", false, 0
	both := mustSign(t, first, mustIdentity(t, true), client)
	accept(t, both, mustIdentity(t, true).Certificate.Raw, 2)
}

// accept asks all four about the newest signature of the file.
func accept(t *testing.T, signed, root []byte, signatures int) {
	t.Helper()
	file := writeFile(t, "signed.pdf", signed)

	out := mustRun(t, "pdfsig", "-nssdir", "sql:"+nssDatabase(t, root), file)
	for text, count := range map[string]int{
		"Signature Type: ETSI.CAdES.detached":       signatures,
		"Signature Validation: Signature is Valid.": signatures,
		"Total document signed":                     1,
	} {
		if strings.Count(out, text) < count {
			t.Errorf("pdfsig does not say %q %d times:\n%s", text, count, out)
		}
	}
	if out = mustRun(t, "mutool", "sign", "-v", file); strings.Count(out, "The document is unchanged since signing.") < 1 {
		t.Errorf("mutool:\n%s", out)
	}
	if out = mustRun(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf:\n%s", out)
	}
	contents, covered := parts(t, signed)
	certificate := writeFile(t, "root.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root}))
	out = mustRun(t, "openssl", "cms", "-verify", "-cades", "-inform", "DER", "-in", writeFile(t, "sig.der", contents),
		"-content", writeFile(t, "body.bin", covered), "-binary", "-CAfile", certificate, "-purpose", "any",
		"-attime", strconv.FormatInt(signedAt.Unix(), 10), "-out", filepath.Join(t.TempDir(), "out"))
	if !strings.Contains(out, "CAdES Verification successful") {
		t.Errorf("openssl:\n%s", out)
	}
}

// parts cuts the newest signature out of a file without the code under test.
func parts(t *testing.T, signed []byte) (contents, covered []byte) {
	t.Helper()
	start := bytes.LastIndex(signed, []byte("/Contents <")) + len("/Contents ")
	end := start + bytes.IndexByte(signed[start:], '>') + 1
	padded, err := hex.DecodeString(string(signed[start+1 : end-1]))
	if err != nil {
		t.Fatal(err)
	}
	var der asn1.RawValue
	if _, err := asn1.Unmarshal(padded, &der); err != nil {
		t.Fatal(err)
	}
	return der.FullBytes, append(bytes.Clone(signed[:start]), signed[end:]...)
}

// nssDatabase makes a certificate store for pdfsig that trusts root.
func nssDatabase(t *testing.T, root []byte) string {
	t.Helper()
	dir := t.TempDir()
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	certificate := writeFile(t, "root.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root}))
	mustRun(t, "certutil", "-N", "-d", "sql:"+dir, "-f", password)
	mustRun(t, "certutil", "-A", "-d", "sql:"+dir, "-f", password, "-n", "root", "-t", "CT,C,C", "-a", "-i", certificate)
	return dir
}

// What a reader shows is what was said, in any script.
func TestPdfsigShowsNameAndTime(t *testing.T) {
	s := statement()
	file := writeFile(t, "signed.pdf", mustSign(t, smallPDF(t), mustIdentity(t, false), s))
	out := mustRun(t, "pdfsig", "-nocert", file)
	for _, text := range []string{"Signer Certificate Common Name: Ada Assessor", "Mar 14 2026 09:26:53"} {
		if !strings.Contains(out, text) {
			t.Errorf("pdfsig does not show %q:\n%s", text, out)
		}
	}
}

// To a checker that has no root, a certificate made here is one of an issuer
// whom it does not know, and not a broken one.
func TestPdfsigTakesOurCertificatesForSound(t *testing.T) {
	for _, withRSA := range []bool{false, true} {
		id, err := sign.NewIdentity(sign.Subject{Name: "Ada Assessor"}, withRSA, time.Now().Add(-time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		s := statement()
		s.Time = time.Now()
		file := writeFile(t, "signed.pdf", mustSign(t, smallPDF(t), id, s))
		if out := mustRun(t, "pdfsig", "-nssdir", "sql:"+nssDatabase(t, mustIdentity(t, true).Certificate.Raw), file); !strings.Contains(out, "Certificate issuer is unknown") {
			t.Errorf("RSA %t: pdfsig says\n%s", withRSA, out)
		}
	}
}

// The checkers see a flipped byte as we do.
func TestIndependentCheckersRefuseEdit(t *testing.T) {
	signed := mustSign(t, richPDF(t), mustIdentity(t, false), statement())
	signed[len(signed)/4] ^= 1 // in a font, long before the signature
	file := writeFile(t, "edited.pdf", signed)
	if out, _ := run(t, "pdfsig", "-nocert", file); !strings.Contains(out, "Digest Mismatch") {
		t.Errorf("pdfsig:\n%s", out)
	}
	mustVerdict(t, sign.Tampered, signed, nil)
}
