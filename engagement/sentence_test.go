package engagement

import (
	"testing"

	"demarc/assess"
	"demarc/assets"
	"demarc/history"
)

// What a history says reads like what a person would write. Each case is one
// commit on a small engagement: two assets, three parties, one rule.

const (
	claimsBot, brokerBot = "a1", "a2"
	dana, erin, vendor   = "p1", "p2", "p3"
)

func narrated(t *testing.T) *Session {
	t.Helper()
	s := &Session{state: assess.NewState()}
	pack, err := (&Library{Catalogue: assets.Catalogue()}).BasePack()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range []assess.Record{
		&assess.Engagement{ID: "e", Client: "Nordhaven", Packs: pack.Info.SHA256},
		&assess.Asset{ID: claimsBot, Name: "Claims bot"}, &assess.Asset{ID: brokerBot, Name: "Broker bot"},
		&assess.Party{ID: dana, Name: "Dana"}, &assess.Party{ID: erin, Name: "Erin"}, &assess.Party{ID: vendor, Name: "Vendor"},
		&assess.Rule{ID: "r1", Scope: assess.Scope{Kind: assess.ScopeProvider, Value: "AWS"}, Category: "monitoring"},
		&assess.Rule{ID: "r2", Scope: assess.Scope{Kind: assess.ScopeTag, Value: "eu"}, Category: "monitoring"},
		&assess.Rule{ID: "r3", Scope: assess.Scope{Kind: assess.ScopeProvider, Value: "AWS"}, Control: "AI-SEC-002"},
		&assess.Disposition{Finding: "f-1", Kind: assess.FindingUnassigned, Asset: claimsBot, Control: "AI-SEC-002"},
	} {
		s.state.Put(record)
	}
	if err := s.usePacks(append(s.packs, pack)); err != nil {
		t.Fatal(err)
	}
	return s
}

// told makes a change of pairs of path and new value; a value before an arrow
// is the old one.
func told(kind assess.RecordKind, key string, fields ...string) history.Change {
	change := history.Change{Ref: assess.Ref{Kind: kind, Key: key}}
	for i := 0; i < len(fields); i += 3 {
		change.Fields = append(change.Fields, history.FieldChange{Path: fields[i], Old: fields[i+1], New: fields[i+2]})
	}
	return change
}

func onCell(asset, control string, fields ...string) history.Change {
	return told(assess.KindCell, assess.CellKey(asset, control), fields...)
}

func TestSentences(t *testing.T) {
	const injection, logs, rag, red, access = "AI-SEC-002", "AI-SEC-008", "AI-SEC-009", "AI-SEC-015", "AI-SEC-006"
	owner := []string{"customer.accountable", "", dana}
	status := []string{"declared.status", "", "not_implemented", "declared.at", "", "x"}
	for _, c := range []struct {
		name    string
		changes []history.Change
		want    string
	}{
		{"a beginning", []history.Change{told(assess.KindEngagement, "e", "client", "", "Nordhaven", "title", "", "T")}, "Began the engagement for Nordhaven"},
		{"a scope statement", []history.Change{told(assess.KindEngagement, "e", "as_of", "", "2026-01-01", "restricted_use", "", "T")}, "Stated the as-of date and restricted use"},
		{"one asset", []history.Change{told(assess.KindAsset, claimsBot, "name", "", "Claims bot", "data[personal]", "", "true")}, "Added the asset Claims bot"},
		{"two assets", []history.Change{told(assess.KindAsset, claimsBot, "name", "", "Claims bot"), told(assess.KindAsset, brokerBot, "name", "", "Broker bot")}, "Added the assets Broker bot and Claims bot"},
		{"an asset that is no more", []history.Change{told(assess.KindAsset, "gone", "name", "Old bot", "")}, "Removed the asset Old bot"},
		{"a retired party", []history.Change{told(assess.KindParty, dana, "retired", "", "true")}, "Retired the party Dana"},
		{"one field set", []history.Change{told(assess.KindAsset, claimsBot, "owner", "", dana)}, "Set the owner of the asset Claims bot to Dana"},
		{"one field changed", []history.Change{told(assess.KindAsset, claimsBot, "approval", "proposed", "under_review")}, "Changed the approval of the asset Claims bot from proposed to under review"},
		{"one field removed", []history.Change{told(assess.KindParty, dana, "email", "d@example.org", "")}, "Removed the email of the party Dana, which was d@example.org"},
		{"prose stays out", []history.Change{told(assess.KindAsset, claimsBot, "notes", "", "Long")}, "Changed the notes of the asset Claims bot"},
		{"several fields", []history.Change{told(assess.KindAsset, claimsBot, "owner", "", dana, "data[personal]", "", "true")}, "Changed the owner and data classes of the asset Claims bot"},

		{"an owner", []history.Change{onCell(claimsBot, injection, owner...)}, "Made Dana accountable for Prompt injection on Claims bot"},
		{"an owner taken off", []history.Change{onCell(claimsBot, injection, "customer.accountable", dana, "")}, "Took the accountable party off Prompt injection on Claims bot"},
		{"one control on several assets", []history.Change{onCell(claimsBot, injection, owner...), onCell(brokerBot, injection, owner...)}, "Made Dana accountable for Prompt injection on Broker bot and Claims bot"},
		{"several controls on one asset", []history.Change{onCell(claimsBot, rag, owner...), onCell(claimsBot, injection, owner...)}, "Made Dana accountable for Prompt injection and RAG pipeline on Claims bot"},
		{"many controls on one asset", []history.Change{onCell(claimsBot, rag, owner...), onCell(claimsBot, injection, owner...), onCell(claimsBot, red, owner...), onCell(claimsBot, access, owner...)}, "Made Dana accountable for 4 controls on Claims bot"},
		{"several of both", []history.Change{onCell(claimsBot, rag, owner...), onCell(brokerBot, injection, owner...)}, "Made Dana accountable for 2 cells"},
		{"cells that say different things", []history.Change{onCell(claimsBot, rag, owner...), onCell(brokerBot, injection, status...)}, "Made Dana accountable for RAG pipeline on Claims bot; declared Prompt injection on Broker bot not implemented"},
		{"all roles", []history.Change{onCell(claimsBot, injection, "customer.accountable", "", dana, "customer.responsible[p2]", "", "true", "customer.informed[p3]", "", "true")}, "Made Dana accountable for Prompt injection on Claims bot, with Erin responsible and Vendor informed"},
		{"one role", []history.Change{onCell(claimsBot, injection, "customer.informed[p3]", "", "true")}, "Named Vendor as informed for Prompt injection on Claims bot"},
		{"a role lost", []history.Change{onCell(claimsBot, injection, "customer.informed[p3]", "true", "")}, "Changed who is informed for Prompt injection on Claims bot"},
		{"the provider's side", []history.Change{onCell(claimsBot, injection, "provider.accountable", "", vendor, "provider.reference.text", "", "Clause 7", "provider.reference.expires", "", "2027-01-01")}, "Made Vendor accountable on the provider's side for Prompt injection on Claims bot, by reference to Clause 7"},
		{"a reference", []history.Change{onCell(claimsBot, injection, "provider.reference.text", "", "Clause 7")}, "Referenced Clause 7 for Prompt injection on Claims bot"},
		{"a reference with other dates", []history.Change{onCell(claimsBot, injection, "provider.reference.expires", "", "2027-01-01")}, "Changed what the reference for Prompt injection on Claims bot covers"},

		{"a boundary", []history.Change{onCell(claimsBot, injection, "boundary.owner", "", "not_applicable", "boundary.rationale", "", "T", "boundary.by", "", "J")}, "Decided that Prompt injection on Claims bot is not applicable"},
		{"boundaries", []history.Change{onCell(claimsBot, injection, "boundary.owner", "", "customer"), onCell(claimsBot, rag, "boundary.owner", "", "customer")}, "Decided that Prompt injection and RAG pipeline on Claims bot are the client's"},
		{"a boundary taken back", []history.Change{onCell(claimsBot, injection, "boundary.owner", "shared", "")}, "Took back what was decided of the boundary of Prompt injection on Claims bot"},
		{"a declaration with everything", []history.Change{onCell(claimsBot, injection, append([]string{"declared.by", "", erin, "due", "", "2027-01-31", "customer.accountable", "", dana, "rationale", "", "T"}, status...)...)},
			"Made Dana accountable for Prompt injection on Claims bot; declared it not implemented on the word of Erin, with a rationale, due 2027-01-31"},
		{"a declaration made again", []history.Change{onCell(claimsBot, injection, "declared.at", "x", "y")}, "Made the declaration on Prompt injection on Claims bot again"},
		{"conclusions with their gaps addressed", []history.Change{onCell(claimsBot, logs, "concluded.status", "", "implemented", "gap_addressed", "", "yes"), onCell(brokerBot, logs, "concluded.status", "", "implemented", "gap_addressed", "", "yes")},
			"Concluded Interaction logs on Broker bot and Claims bot implemented, their known gaps addressed"},
		{"a gap opened", []history.Change{onCell(claimsBot, injection, "gap_addressed", "yes", "no")}, "Marked the known gap of Prompt injection on Claims bot as open"},
		{"a date alone", []history.Change{onCell(claimsBot, injection, "due", "", "2027-01-31")}, "Set the due date of Prompt injection on Claims bot to 2027-01-31"},
		{"reopened", []history.Change{onCell(claimsBot, injection, "reopened", "", "1.1.0")}, "Reopened Prompt injection on Claims bot"},

		{"a rule", []history.Change{told(assess.KindRule, "r1", "customer.accountable", "", dana, "scope.kind", "", "provider", "at", "", "x")}, "Made Dana accountable for every monitoring duty on every AWS asset"},
		{"rules of one scope", []history.Change{told(assess.KindRule, "r1", owner...), told(assess.KindRule, "r3", owner...)}, "Made Dana accountable for Prompt injection and every monitoring duty on every AWS asset"},
		{"rules of one target", []history.Change{told(assess.KindRule, "r1", owner...), told(assess.KindRule, "r2", owner...)}, "Made Dana accountable for every monitoring duty on every AWS asset and every asset tagged eu"},
		{"rules of no common reach", []history.Change{told(assess.KindRule, "r2", owner...), told(assess.KindRule, "r3", owner...)}, "Made Dana accountable for 2 rules"},

		{"a risk accepted", []history.Change{told(assess.KindDisposition, "f-1", "as", "", "risk_accepted", "by", "", erin, "until", "", "2027-01-31")}, "Recorded that the risk of the finding “Prompt injection on Claims bot: nobody accountable” is accepted by Erin until 2027-01-31"},
		{"a severity adjusted, and taken back since", []history.Change{told(assess.KindDisposition, "f-9", "severity", "", "low", "kind", "", "unassigned", "asset", "", claimsBot, "control", "", injection)}, "Adjusted the severity of the finding “Prompt injection on Claims bot: nobody accountable” to low"},
		{"a severity of which nothing else is known", []history.Change{told(assess.KindDisposition, "f-9", "severity", "", "low")}, "Adjusted the severity of the finding f-9 to low"},
		{"a severity adjusted", []history.Change{told(assess.KindDisposition, "f-1", "severity", "", "low", "severity_reason", "", "T")}, "Adjusted the severity of the finding “Prompt injection on Claims bot: nobody accountable” to low"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := OneSentence(nil, narrated(t).sentences(nil, c.changes)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
