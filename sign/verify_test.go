package sign_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"maps"
	"strings"
	"testing"

	"demarc/sign"
)

func TestVerifyReport(t *testing.T) {
	id := mustIdentity(t, false)
	signed := mustSign(t, richPDF(t), id, statement())
	report := mustVerdict(t, sign.IntactTrusted, signed, pool(id.Certificate))
	if len(report.Problems) != 0 || len(report.Signatures) != 1 {
		t.Fatalf("%+v", report)
	}
	got := report.Signatures[0]
	want := sign.SignatureReport{
		Name: "Ada Assessor", Statement: "I prepared this report", SignedAt: signedAt, TimeSource: "signer's clock",
		Fingerprint: id.Fingerprint(), Subject: "CN=Ada Assessor,O=Example Assessors", SelfSigned: true, Trusted: true,
		CoversWholeFile: true, Permissions: "form filling and signing",
	}
	if fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	info := map[string]string{
		"Title": "Übersicht – 報告", "Subject": "engagement head 1234 (draft)", "Producer": "Demarc",
		"CreationDate": "D:20260314092653", "ModDate": "D:20260314092653",
	}
	if !maps.Equal(report.Info, info) {
		t.Errorf("info %q", report.Info)
	}
}

func TestVerifyTrust(t *testing.T) {
	self := mustIdentity(t, false)
	chained, root := mustChain(t)
	stranger := mustAuthority(t).certificate
	// Its period ended before it was used; SignPDF would refuse, so it is re-dated.
	late := mustIssue(t, nil, x509.Certificate{
		Subject: pkix.Name{CommonName: "Late"}, NotBefore: signedAt.AddDate(-3, 0, 0), NotAfter: signedAt.AddDate(0, 0, -1),
	})
	server := mustIssue(t, nil, x509.Certificate{
		Subject: pkix.Name{CommonName: "Server"}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	tests := []struct {
		name    string
		id      *sign.Identity
		roots   *x509.CertPool
		want    sign.Verdict
		problem string
	}{
		{"self-signed, itself a root", self, pool(self.Certificate), sign.IntactTrusted, ""},
		{"self-signed, unknown", self, pool(stranger), sign.IntactUntrusted, "does not lead to a trusted root"},
		{"no roots", self, nil, sign.IntactUntrusted, "no root certificate was given"},
		{"chain to a root", chained, pool(root), sign.IntactTrusted, ""},
		{"chain to another root", chained, pool(stranger), sign.IntactUntrusted, "CN=Chained Signer does not lead"},
		{"chain without roots", chained, nil, sign.IntactUntrusted, "no root"},
		{"expired at signing", &sign.Identity{Key: late.key, Certificate: late.certificate}, pool(late.certificate), sign.IntactUntrusted, "has expired: it ended on 2026-03-13"},
		{"not for documents", &sign.Identity{Key: server.key, Certificate: server.certificate}, pool(server.certificate), sign.IntactUntrusted, "not meant for signing"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			signed, err := sign.SignUnchecked(smallPDF(t), test.id, statement())
			if err != nil {
				t.Fatal(err)
			}
			report := mustVerdict(t, test.want, signed, test.roots)
			if got := said(report.Problems); !strings.Contains(got, test.problem) || test.problem == "" && got != "" {
				t.Errorf("problems: %s", got)
			}
			if report.Signatures[0].Trusted != (test.want == sign.IntactTrusted) {
				t.Error("the signature's own trust disagrees with the verdict")
			}
		})
	}
}

// Whatever follows a signature is noticed and named; the checkers outside say
// that the signature is valid.
func TestVerifyAppended(t *testing.T) {
	base := mustSign(t, richPDF(t), mustIdentity(t, false), statement())
	tests := []struct {
		name     string
		appended []byte
		says     string
	}{
		{"a line feed", []byte("\n"), "1 byte follows the signature and "},
		{"zeros", make([]byte, 5000), "5000 bytes follow the signature and are not an update"},
		{"text", []byte("the real report is elsewhere"), "28 bytes follow"},
		{"another PDF", smallPDF(t), "1136 bytes follow the signature and are not an update"},
		{"the file once more", base, "follow the signature and change no object"},
		{"new page content", revision(base, 4, "<< /Length 0 >>\nstream\n\nendstream"), "the content of page 1 was replaced"},
		{"another page size", revision(base, 3, "<< /Type /Page /Parent 1 0 R /MediaBox [0 0 9 9] >>"), `page 1 was changed ("Annots, Contents, MediaBox, Resources")`},
		{"a new catalogue", revision(base, 27, "<< /Type /Catalog /Pages 1 0 R >>"), "the catalogue was changed"},
		{"the signature's words", revision(base, 29, "<< /Type /Sig >>"), "object 29 was changed"},
		{"another title", revision(base, 26, "<< /Title (x) >>"), "the document information was changed"},
		{"an annotation", revision(base, 90, "<< /Type /Annot /Subtype /FreeText >>"), `object 90 was added ("Annot" "FreeText")`},
		{"an unreadable object", revision(base, 91, "<< /Type"), "object 91 was added and cannot be read"},
		{"a foreign byte range", []byte("/ByteRange [0 10 20 30] /Contents <00>"), "38 bytes follow"},
		{"a damaged signature", []byte("/ByteRange [0 16607 49377 99] "), "follow"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report := mustVerdict(t, sign.ChangedAfterSigning, append(bytes.Clone(base), test.appended...), pool(mustIdentity(t, false).Certificate))
			got := report.Signatures[0]
			if !strings.Contains(strings.Join(got.ChangesAfter, "; "), test.says) || got.CoversWholeFile {
				t.Errorf("changes: %q", got.ChangesAfter)
			}
			if report.Info["Title"] != "Übersicht – 報告" {
				t.Errorf("the information is not that of the signed revision: %q", report.Info)
			}
		})
	}
}

// revision is an update that replaces one object and links to the last table.
func revision(pdf []byte, number int, body string) []byte {
	var b bytes.Buffer
	at := len(pdf)
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, body)
	table := at + b.Len()
	fmt.Fprintf(&b, "xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 100 /Root 27 0 R /Info 26 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n",
		number, at, lastStart(pdf), table)
	return b.Bytes()
}

func lastStart(pdf []byte) string {
	tail := pdf[bytes.LastIndex(pdf, []byte("startxref"))+len("startxref"):]
	return string(bytes.Fields(tail)[0])
}

func TestVerifyOtherFiles(t *testing.T) {
	id := mustIdentity(t, false)
	plain := richPDF(t)
	file := writeFile(t, "plain.pdf", plain)
	streams := file + ".streams"
	mustRun(t, "qpdf", "--object-streams=generate", file, streams)
	encrypted := file + ".encrypted"
	mustRun(t, "qpdf", "--object-streams=disable", "--encrypt", "", "owner", "256", "--", file, encrypted)
	signed := mustSign(t, plain, id, statement())
	rewritten := file + ".rewritten"
	mustRun(t, "qpdf", "--object-streams=generate", writeFile(t, "signed.pdf", signed), rewritten)
	foreign := mustSignWithPoppler(t, file)
	sealed := file + ".sealed"
	mustRun(t, "qpdf", "--object-streams=disable", "--encrypt", "", "owner", "256", "--", file+".poppler", sealed)
	hybrid := func(pdf []byte) []byte { return appended(pdf, "/XRefStm 9") }
	saved := func(pdf []byte, times int) []byte {
		for range times {
			pdf = appended(pdf, "")
		}
		return pdf
	}
	tests := []struct {
		name string
		pdf  []byte
		want sign.Verdict
	}{
		{"nothing", nil, sign.Malformed},
		{"text", []byte("hello"), sign.Malformed},
		{"zip", []byte("PK\x03\x04"), sign.Malformed},
		{"header only", []byte("%PDF-1.3\n"), sign.Malformed},
		{"unsigned", plain, sign.Unsigned},
		{"unsigned, about signatures", mustFixture(t, "words.pdf"), sign.Unsigned},
		{"unsigned, compressed cross-reference", mustRead(t, streams), sign.Unsigned},
		{"unsigned, encrypted", mustRead(t, encrypted), sign.Unsigned},
		{"unsigned, cut", plain[:len(plain)/2], sign.Malformed},
		{"signed, then rewritten by another program", mustRead(t, rewritten), sign.NotSupported},
		{"signed, cut by a byte", signed[:len(signed)-1], sign.Tampered},
		{"signed, cut in the signature", signed[:len(signed)-10_000], sign.Tampered},
		{"signed, cut before the signature", signed[:len(plain)-10], sign.Malformed},
		{"signed, cut back to the original", signed[:len(plain)], sign.Unsigned},
		{"signed by poppler", foreign, sign.NotSupported},
		{"unsigned, hybrid cross-reference", hybrid(plain), sign.Unsigned},
		{"signed, with a hybrid cross-reference before", mustSignWithPoppler(t, writeFile(t, "hybrid.pdf", hybrid(plain))), sign.NotSupported},
		{"unsigned, saved 100 times", saved(plain, 100), sign.Unsigned},
		{"unsigned, saved 300 times", saved(plain, 300), sign.NotSupported},
		{"signed after 100 saves", mustSign(t, saved(plain, 100), id, statement()), sign.IntactTrusted},
		{"signed by poppler after 100 saves", mustSignWithPoppler(t, writeFile(t, "saved.pdf", saved(plain, 100))), sign.NotSupported},
		{"signed by poppler, and encrypted after that", mustRead(t, sealed), sign.Tampered},
		{"signed by poppler, cut", foreign[:len(foreign)-1], sign.Tampered},
		{"signed by poppler, then by us", mustSign(t, foreign, id, approval()), sign.NotSupported},
		{"signed by us, then by poppler", mustSignWithPoppler(t, writeFile(t, "ours.pdf", signed)), sign.ChangedAfterSigning},
		{"bytes before the header", append([]byte("\n"), signed...), sign.Tampered},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mustVerdict(t, test.want, test.pdf, pool(id.Certificate))
		})
	}
}

func approval() sign.PDFSignature {
	s := statement()
	s.Certify = false
	return s
}

// mustSignWithPoppler signs in the older form (adbe.pkcs7.detached), with a store
// that NSS fills from our own identity file.
func mustSignWithPoppler(t *testing.T, file string) []byte {
	t.Helper()
	identity, err := mustIdentity(t, true).Seal("secret")
	if err != nil {
		t.Fatal(err)
	}
	store := "sql:" + nssDatabase(t, mustAuthority(t).certificate.Raw)
	password := writeFile(t, "password", []byte("\n"))
	mustRun(t, "pk12util", "-i", writeFile(t, "id.p12", identity), "-d", store, "-k", password, "-W", "secret")
	out := file + ".poppler"
	mustRun(t, "pdfsig", "-nssdir", store, "-add-signature", "-nick", "Ada Assessor - Example Assessors", "-kpw", "", file, out)
	return mustRead(t, out)
}

// said joins problems.
func said(problems []error) string {
	texts := make([]string, len(problems))
	for i, problem := range problems {
		texts[i] = problem.Error()
	}
	return strings.Join(texts, "; ")
}
