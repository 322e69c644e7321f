package engagement

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"demarc/assets"
	"demarc/sign"
	"demarc/words"
)

func mustLanguages(t *testing.T) []*words.Language {
	t.Helper()
	languages, err := ReadLanguages(assets.Translations())
	if err != nil || len(languages) == 0 {
		t.Fatalf("%d languages: %v", len(languages), err)
	}
	return languages
}

func TestAReportsLanguageIsOneThatTheProgramHas(t *testing.T) {
	library := Library{Languages: mustLanguages(t)}
	for name, c := range map[string]struct{ code, called, refusal string }{
		"English":   {"en", "", ""},
		"German":    {"de", "Deutsch", ""},
		"no such":   {"tlh", "", `"tlh" is no language that a report can be written in`},
		"in upper":  {"DE", "", `"DE" is no language that a report can be written in`},
		"none":      {"", "", `"" is no language that a report can be written in`},
		"by a name": {"Deutsch", "", `"Deutsch" is no language that a report can be written in`},
	} {
		t.Run(name, func(t *testing.T) {
			language, err := library.Language(c.code)
			switch {
			case c.refusal == "" && err != nil, c.refusal != "" && (err == nil || err.Error() != c.refusal):
				t.Fatalf("it says %v", err)
			case c.called == "" && language != words.English, c.called != "" && language.Name != c.called:
				t.Errorf("it is %v", language)
			}
		})
	}
}

func TestALanguageThatIsNotWholeIsNamed(t *testing.T) {
	_, err := ReadLanguages(fstest.MapFS{"xx.json": {Data: []byte(`{"code": "xx"}`)}})
	if err == nil || !strings.Contains(err.Error(), "xx.json") {
		t.Errorf("it says %v", err)
	}
}

// TestTheSignersStatementIsInTheReportsLanguage: what is signed is what the page
// says, and the same report comes out the same.
func TestTheSignersStatementIsInTheReportsLanguage(t *testing.T) {
	s := makeSample(t, sampleDay)
	german := mustLanguages(t)[0]
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for language, statement := range map[*words.Language]string{
		words.English: "I prepared this report; it reflects", german: "Ich habe diesen Bericht erstellt",
	} {
		path := filepath.Join(t.TempDir(), "report.pdf")
		if _, err := s.Report(context.Background(), path, ReportOptions{Language: language, Identity: identity}); err != nil {
			t.Fatal(err)
		}
		pdf, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		signatures := sign.VerifyPDF(pdf, nil).Signatures
		if len(signatures) != 1 || !strings.HasPrefix(signatures[0].Statement, statement) {
			t.Errorf("the signer states %v", signatures)
		}
	}
	var proofs [2][]byte
	for i := range proofs {
		prepared, err := s.prepareReport(ReportOptions{Language: german})
		if err != nil {
			t.Fatal(err)
		}
		document, err := prepared.Set(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		proofs[i] = document.PDF
	}
	if !bytes.Equal(proofs[0], proofs[1]) {
		t.Error("the same report in German differs")
	}
}
