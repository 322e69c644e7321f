package engagement

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/sign"
	"demarc/words"
)

func TestWordsToBeSigned(t *testing.T) {
	for _, test := range []struct{ name, text, want, refused string }{
		{"usual", "Received.", "Received.", ""},
		{"with space around them", " Received.\n", "Received.", ""},
		{"none", " ", "", ""},
		{"as long as they may be", strings.Repeat("ü", maxStatement), strings.Repeat("ü", maxStatement), ""},
		{"too long", strings.Repeat("ü", maxStatement+1), "", "more than 1000 characters"},
		{"two lines", "Received.\nNot agreed.", "", "one paragraph"},
		{"a control character", "Received.\x1b[2J", "", "control characters"},
		{"broken text", "Received\xff", "", "control characters"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := checkStatement(test.text)
			if got != test.want || (err == nil) != (test.refused == "") || err != nil && !strings.Contains(err.Error(), test.refused) {
				t.Errorf("%.20q, %v", got, err)
			}
		})
	}
}

// A report is signed, countersigned and held against its engagement in the
// reader's language.
func TestAReportIsSignedAndVerifiedInEitherLanguage(t *testing.T) {
	for name, test := range map[string]struct {
		language                      *words.Language
		statement, label, key, change string
		attached                      []string
	}{
		"English": {nil, "I prepared this report; it reflects the engagement at commit ", "(Signed with a key made for this signature", "key made on the assessor's computer", "Added the party Model Office", []string{"All that the numbers of this report come from", "The findings, a line each"}},
		"German":  {german(t), "Ich habe diesen Bericht erstellt; er gibt den Auftrag beim Stand ", "(Signiert mit einem Schlüssel", "auf dem Rechner des Prüfers erzeugter Schlüssel", "Partei Model Office", []string{"Alles, woraus die Zahlen dieses Berichts kommen", "Die Feststellungen, je eine Zeile", "Jede Kontrolle auf jedem Asset, je eine Zeile"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := makeSample(t, sampleDay)
			path := filepath.Join(t.TempDir(), "a.pdf")
			identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			made, err := s.Report(t.Context(), path, ReportOptions{Identity: identity, Language: test.language, Countersign: true})
			if err != nil {
				t.Fatal(err)
			}
			done, err := Countersign(path, CountersignOptions{NewKeyFor: "Clara Client", Languages: []*words.Language{german(t)}})
			if err != nil || !strings.Contains(done.Statement, test.label) || done.Identity.Certificate.Subject.Organization[0] != test.key {
				t.Fatalf("%+v, %v", done, err)
			}
			if _, err := s.AddParty(PartyFields{Name: text("Model Office")}); err != nil {
				t.Fatal(err)
			}
			pdf, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			verified, err := VerifyPDF(test.language, path, nil, s)
			if err != nil {
				t.Fatal(err)
			}
			if verified.Verdict != sign.IntactUntrusted || verified.Head != made.Head || !*verified.Found || verified.CommitsSince != 1 ||
				!strings.Contains(strings.Join(verified.ChangedSince, "; "), test.change) {
				t.Errorf("%s, since then %q", verified.Verdict, verified.ChangedSince)
			}
			for _, described := range test.attached {
				if !bytes.Contains(pdf, []byte(sign.PDFText(described))) {
					t.Errorf("no attached file is described as %q", described)
				}
			}
			if got := verified.Signatures[0].Statement; !strings.HasPrefix(got, test.statement+made.Head) {
				t.Errorf("signed %q", got)
			}
		})
	}
}
