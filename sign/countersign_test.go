package sign_test

import (
	"bytes"
	"strings"
	"testing"

	"demarc/sign"
)

func TestVerifyTwoSignatures(t *testing.T) {
	ours, client := mustIdentity(t, false), mustIdentity(t, true)
	first := mustSign(t, richPDF(t), ours, statement())
	second := statement()
	second.Name, second.Certify, second.Page = "Clément Client", false, 1
	both := mustSign(t, first, client, second)
	roots := pool(ours.Certificate, client.Certificate)

	report := mustVerdict(t, sign.IntactTrusted, both, roots)
	if len(report.Signatures) != 2 || report.Signatures[0].CoversWholeFile || !report.Signatures[1].CoversWholeFile {
		t.Fatalf("%+v", report.Signatures)
	}
	if a, b := report.Signatures[0], report.Signatures[1]; a.Name != "Ada Assessor" || b.Name != "Clément Client" ||
		a.Permissions != "form filling and signing" || b.Permissions != "not stated" || len(a.ChangesAfter)+len(b.ChangesAfter) > 0 {
		t.Errorf("%+v", report.Signatures)
	}
	mustVerdict(t, sign.IntactUntrusted, both, pool(ours.Certificate))

	t.Run("a third", func(t *testing.T) {
		second.Page = 1 // a page that has a signature already
		if report := mustVerdict(t, sign.IntactTrusted, mustSign(t, both, ours, second), roots); len(report.Signatures) != 3 {
			t.Errorf("%d signatures", len(report.Signatures))
		}
	})
	t.Run("the first alone is whole", func(t *testing.T) {
		mustVerdict(t, sign.IntactTrusted, both[:len(first)], roots)
	})
	t.Run("an edit before the first", func(t *testing.T) {
		edited := bytes.Clone(both)
		edited[2000] ^= 1
		mustVerdict(t, sign.Tampered, edited, roots)
	})
	t.Run("an edit in the first signature", func(t *testing.T) {
		edited := bytes.Clone(both)
		edited[bytes.Index(edited, []byte("/Contents <"))+300] ^= 1
		mustVerdict(t, sign.Tampered, edited, roots)
	})
	// Whoever signs second vouches for a change between the two; the first
	// signature did not allow it.
	for name, change := range map[string]struct {
		number     int
		body, says string
	}{
		"content slipped in between": {4, "<< /Length 0 >>\nstream\n\nendstream", "the content of page 1 was replaced"},
		"page slipped in between":    {5, "<< /Type /Page >>", "page 2 was changed"},
		"annotation in between":      {90, "<< /Type /Annot >>", "object 90 was added"},
	} {
		t.Run(name, func(t *testing.T) {
			s := second
			s.Page = -1
			edited := mustSign(t, append(bytes.Clone(first), revision(first, change.number, change.body)...), client, s)
			report := mustVerdict(t, sign.ChangedAfterSigning, edited, roots)
			if got := strings.Join(report.Signatures[0].ChangesAfter, "; "); !strings.Contains(got, change.says) {
				t.Errorf("changes: %s", got)
			}
			if len(report.Signatures[1].ChangesAfter) > 0 {
				t.Errorf("the second is blamed too: %q", report.Signatures[1].ChangesAfter)
			}
		})
	}
}

// What the signer of a second signature may not do, although it verifies.
func TestVerifyMaliciousSecondSigner(t *testing.T) {
	id := mustIdentity(t, true)
	first := mustSign(t, richPDF(t), id, statement())
	both := mustSign(t, first, id, approval())
	tests := []struct{ name, old, new, says string }{
		{"nothing", "", "", ""},
		{"against a certificate that allows no changes", "/P 2 /V /1.2", "/P 1 /V /1.2", "allows no changes"},
		{"with an appearance that draws", "/Length 0 >>\nstream\n\n", "/Length 1 >>\nstream\n\n", `object 34 was added ("XObject" "Form")`},
		{"with an action on its field", "/F 132", "/A 132", `object 33 was added ("Annot" "Widget")`},
		{"without a link of the page", "/URI (https", "/URI (httpx", `page 5 was changed ("Annots")`},
		{"without the first in the form", "/Fields [30 0 R 33", "/Fields [31 0 R 33", `the form was changed ("Fields")`},
		{"with fields computed anew", "/SigFlags 3\n>>\nendobj\n11", "/XFAFlags 3\n>>\nendobj\n11", `the form was changed`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			edited := bytes.Clone(both)
			if at := bytes.LastIndex(edited, []byte(test.old)); test.old != "" {
				if at < 0 {
					t.Fatal("there is nothing to edit")
				}
				copy(edited[at:], test.new)
				if at < len(first) { // the first signer did it
					if err := sign.SignAgain(edited[:len(first)], id); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := sign.SignAgain(edited, id); err != nil {
				t.Fatal(err)
			}
			want := sign.ChangedAfterSigning
			if test.says == "" {
				want = sign.IntactUntrusted
			}
			report := mustVerdict(t, want, edited, nil)
			if got := strings.Join(report.Signatures[0].ChangesAfter, "; "); !strings.Contains(got, test.says) {
				t.Errorf("changes: %s", got)
			}
		})
	}
}
