package engagement

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

func german(t *testing.T) *words.Language {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "assets", "translations", "de.json"))
	if err != nil {
		t.Fatal(err)
	}
	language, err := words.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return language
}

// A language whose words stand in another order than the English is told its
// own sentences, not English ones in pieces.
func TestSentencesInAnotherLanguage(t *testing.T) {
	const injection, rag = "AI-SEC-002", "AI-SEC-009"
	owner := []string{"customer.accountable", "", dana}
	for _, c := range []struct {
		name    string
		changes []history.Change
		want    string
	}{
		{"an asset", []history.Change{told(assess.KindAsset, claimsBot, "name", "", "Claims bot")}, "Asset Claims bot erfasst"},
		{"one field changed", []history.Change{told(assess.KindAsset, claimsBot, "approval", "proposed", "under_review")}, "Asset Claims bot: Freigabe von vorgeschlagen auf in Prüfung geändert"},
		{"a date", []history.Change{told(assess.KindAsset, claimsBot, "approved_until", "", "2027-01-31")}, "Asset Claims bot: Ende der Freigabe auf 31.1.2027 gesetzt"},
		{"two sentences", []history.Change{told(assess.KindAsset, claimsBot, "owner", "", dana), told(assess.KindParty, dana, "retired", "", "true")}, "Partei Dana außer Dienst gestellt; Asset Claims bot: Eigner auf Dana gesetzt"},
		{"an owner", []history.Change{onCell(claimsBot, injection, owner...)}, "Prompt-Injection, Claims bot: Dana rechenschaftspflichtig gemacht"},
		{"cells that say different things", []history.Change{onCell(claimsBot, rag, owner...), onCell(brokerBot, injection, "due", "", "2027-01-31")},
			"RAG-Pipeline, Claims bot: Dana rechenschaftspflichtig gemacht; Prompt-Injection, Broker bot: Frist auf 31.1.2027 gesetzt"},
		{"a declaration with everything", []history.Change{onCell(claimsBot, injection, "declared.status", "", "not_implemented", "declared.by", "", erin, "due", "", "2027-01-31", "customer.accountable", "", dana, "rationale", "", "T")},
			"Prompt-Injection, Claims bot: Dana rechenschaftspflichtig gemacht; laut Erin als nicht umgesetzt angegeben, mit Begründung, fällig 31.1.2027"},
		{"boundaries", []history.Change{onCell(claimsBot, injection, "boundary.owner", "", "customer"), onCell(claimsBot, rag, "boundary.owner", "", "customer")},
			"Prompt-Injection und RAG-Pipeline, Claims bot: als Pflicht des Kunden entschieden"},
		{"a rule", []history.Change{told(assess.KindRule, "r1", owner...)}, "jede Pflicht zu Überwachung, jedes Asset von AWS: Dana rechenschaftspflichtig gemacht"},
		{"a risk accepted", []history.Change{told(assess.KindDisposition, "f-1", "as", "", "risk_accepted", "by", "", erin, "until", "", "2027-01-31")},
			"Feststellung „Prompt-Injection bei Claims bot: niemand rechenschaftspflichtig“: Risiko als akzeptiert festgehalten, von Erin, bis 31.1.2027"},
	} {
		t.Run(c.name, func(t *testing.T) {
			language := german(t)
			if got := OneSentence(language, narrated(t).sentences(language, c.changes)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// A coded error is said down its chain, with its hint.
func TestErrorsInAnotherLanguage(t *testing.T) {
	language := german(t)
	_, err := OpenIdentity(filepath.Join(t.TempDir(), "me.p12"), "x")
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a file that is missing": {err, "die Identität me.p12 kann nicht gelesen werden: Datei oder Ordner nicht vorhanden"},
		"a name that is unknown": {unknownName("asset", "Clams", []string{"Claims"}), "\"Clams\" ist nicht bekannt (Asset)"},
		"one within another":     {inputFrom("a.csv", words.Errorf("the file is empty")), "a.csv: die Datei ist leer"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := words.Trouble(language, c.err); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
	if hint := unknownName("asset", "Clams", []string{"Claims"}).Hint.In(language); hint != "war \"Claims\" gemeint?" {
		t.Errorf("the hint is %q", hint)
	}
}

// What was merged, forgotten and stands in the way is said in the reader's
// language, too.
func TestThePastInAnotherLanguage(t *testing.T) {
	language := german(t)
	d, other := twoDesks(t)
	d.takes(other)
	d.forget("Model Risk")
	d.check(d.beginVisit(Visit{}))
	log, err := d.Log(language, LogFilter{Most: 4})
	d.check(err)
	for i, want := range []string{
		"Den nächsten Besuch begonnen",
		"Eine Partei vergessen: asked for",
		"2 Commits von B. Schwarz zusammengeführt: Asset Scoring erfasst; Eine Änderung, die vergessen wurde",
		"Eine Änderung, die vergessen wurde",
	} {
		if said := OneSentence(language, log[i].Sentences); said != want {
			t.Errorf("entry %d says %q, want %q", i, said, want)
		}
	}
	_, err = d.EditAsset("Triage", AssetFields{Region: given("eu-west-1")})
	d.check(err)
	target := d.headID()
	_, err = d.EditAsset("Triage", AssetFields{Region: given("us-east-1")})
	d.check(err)
	_, err = d.replay(language, history.KindUndo, target)
	if got, want := words.Trouble(language, err), "Region bei Asset Triage ist jetzt us-east-1, von J. Weiss geändert am 21.11.2026 um 09:00"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}
