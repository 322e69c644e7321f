package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// vocabulary is the words that a field can hold, if only some.
func vocabulary(kind assess.RecordKind, path string) []string {
	switch last := path[strings.LastIndexByte(path, '.')+1:]; {
	case last == "status":
		return wordTexts(assess.Statuses)
	case path == "boundary.owner":
		return wordTexts(assess.Owners)
	case path == "scope.kind":
		return wordTexts(assess.ScopeKinds)
	case path == "exposure":
		return wordTexts(assess.Exposures)
	case path == "approval":
		return wordTexts(assess.Approvals)
	case path == "lifecycle":
		return wordTexts(assess.Lifecycles)
	case path == "method":
		return wordTexts(assess.Methods)
	case path == "as":
		return wordTexts(assess.DispositionStates)
	case path == "severity":
		return wordTexts(assess.Severities)
	case path == "state":
		return wordTexts(assess.ActionStates)
	case path == "kind" && kind == assess.KindParty:
		return wordTexts(assess.PartyKinds)
	case slices.Contains([]string{"retrieval", "agentic", "fine_tuned", "custom_trained", "gap_addressed"}, path):
		return wordTexts(assess.Traits)
	}
	return nil
}

func wordTexts[W ~string](known []W) []string {
	list := make([]string, len(known))
	for i, word := range known {
		list[i] = string(word)
	}
	return list
}

// checkOwn holds values of one's own to what an edit of these fields would be
// held to. Parties may be named.
func (m *Merging) checkOwn(c *history.Conflict, own history.Fields) (history.Fields, error) {
	checked := history.Fields{}
	for path, text := range own {
		if history.UnitOf(c.Ref.Kind, path) != c.Unit {
			return nil, wrongInput("conflict %s is about %q, and %q is no part of it", c.ID, c.Unit, path)
		}
		if text = clean(text); text == "" {
			continue
		}
		var err error
		if checked[path], err = m.checkText(c.Ref.Kind, path, text); err != nil {
			return nil, err
		}
	}
	if births[c.Ref.Kind] == c.Unit && checked[c.Unit] == "" {
		return nil, wrongInput("conflict %s: %q cannot be empty", c.ID, c.Unit)
	}
	if _, err := history.Unflatten(c.Ref, checked); err != nil {
		return nil, caused(CodeInput, err)
	}
	if c.Ref.Kind == assess.KindDisposition && c.Unit == "decision" {
		disposition, err := history.Unflatten(c.Ref, checked)
		if err != nil {
			return nil, caused(CodeInput, err)
		}
		return checked, m.session.checkDisposition(disposition.(*assess.Disposition))
	}
	return checked, nil
}

func (m *Merging) checkText(kind assess.RecordKind, path, text string) (string, error) {
	if known := vocabulary(kind, path); known != nil {
		word, ok := assess.Parse(text, known)
		if !ok {
			return "", wrongInput("%q cannot be %q: it is %s", path, text, assess.Words(known))
		}
		return word, nil
	}
	if path == "hosting_model" {
		return m.session.FindHosting(text)
	}
	if path == "packs" {
		return "", wrongInput("packs are taken from one side or the other").hint("answer with ours or theirs, and adopt another pack afterwards")
	}
	if assignedBy(kind, history.FieldChange{Path: path, New: text}) == text {
		return m.partyNamed(text)
	}
	switch path {
	case "declared.by", "by":
		party, err := m.session.FindParty(text)
		if err != nil {
			return "", err
		}
		return party.ID, nil
	case "name", "title":
		return cleanLine(text), nil
	}
	return text, nil
}

// partyNamed finds a party by id or name on either side; one that is retired on
// either cannot become accountable.
func (m *Merging) partyNamed(name string) (string, error) {
	found := ""
	for _, ref := range m.sides[history.Theirs].refs {
		if party, ok := m.sides[history.Theirs].at(ref).(*assess.Party); ok && (party.ID == name || strings.EqualFold(party.Name, cleanLine(name))) {
			if found = party.ID; party.Retired {
				return "", wrongInput("%s is retired and cannot become accountable", party.Name)
			}
		}
	}
	if found != "" && m.session.state.Parties[found] == nil {
		return found, nil
	}
	party, err := m.session.validParty(name)
	if err != nil {
		return "", err
	}
	return party.ID, nil
}
