package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// FindAsset finds an asset by id or by a name that only one has.
func (s *Session) FindAsset(name string) (*assess.Asset, error) {
	if asset := s.state.Assets[name]; asset != nil {
		return asset, nil
	}
	return findByName("asset", name, s.state.SortedAssets(), func(a *assess.Asset) string { return a.Name }, func(a *assess.Asset) string { return a.ID })
}

// FindParty finds a party by id or by a name that only one has.
func (s *Session) FindParty(name string) (*assess.Party, error) {
	if party := s.state.Parties[name]; party != nil {
		return party, nil
	}
	return findByName("party", name, s.state.SortedParties(), func(p *assess.Party) string { return p.Name }, func(p *assess.Party) string { return p.ID })
}

// FindControl finds a control by id, short name or name.
func (s *Session) FindControl(name string) (*assess.Control, error) {
	return FindControl(s.catalogue, name)
}

// FindControl finds a control of a catalogue by id, short name or name.
func FindControl(c *assess.Catalogue, name string) (*assess.Control, error) {
	var known []string
	for i := range c.Controls {
		control := &c.Controls[i]
		for _, candidate := range []string{control.ID, control.Short, control.Name} {
			if strings.EqualFold(candidate, strings.TrimSpace(name)) {
				return control, nil
			}
		}
		known = append(known, control.ID, control.Name)
	}
	if category, ok := assess.Parse(name, c.Categories()); ok {
		return nil, wrongInput("%q is no control but a category of them", name).hint("use --category %s", category)
	}
	return nil, unknownName("control", name, known)
}

// FindAction finds an action by id or by a title that only one has.
func (s *Session) FindAction(name string) (*assess.Action, error) {
	if action := s.state.Actions[name]; action != nil {
		return action, nil
	}
	return findByName("action", name, s.state.SortedActions(), func(a *assess.Action) string { return a.Title }, func(a *assess.Action) string { return a.ID })
}

// FindEvidence finds evidence by id or by a name that only one has.
func (s *Session) FindEvidence(name string) (*assess.Evidence, error) {
	if evidence := s.state.Evidence[name]; evidence != nil {
		return evidence, nil
	}
	return findByName("evidence", name, s.state.SortedEvidence(), func(e *assess.Evidence) string { return e.Name }, func(e *assess.Evidence) string { return e.ID })
}

// FindFinding finds a finding by its id or an unambiguous beginning of it.
func (s *Session) FindFinding(id string) (*assess.Finding, error) {
	found, err := s.findFindings([]string{id})
	if err != nil {
		return nil, err
	}
	return &found[0], nil
}

// findFindings finds several findings: there may be so many of them that they
// are better listed once.
func (s *Session) findFindings(ids []string) ([]assess.Finding, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	all := s.evaluation.Findings()
	byID := make(map[string]*assess.Finding, len(all))
	for i := range all {
		byID[all[i].ID] = &all[i]
	}
	found := make([]assess.Finding, len(ids))
	for i, id := range ids {
		finding := byID[strings.ToLower(id)]
		if finding == nil {
			var err error
			if finding, err = findingBeginning(all, id); err != nil {
				return nil, err
			}
		}
		found[i] = *finding
	}
	return found, nil
}

func findingBeginning(findings []assess.Finding, id string) (*assess.Finding, error) {
	matching := matches(findings, func(f assess.Finding) bool { return id != "" && strings.HasPrefix(f.ID, strings.ToLower(id)) })
	switch len(matching) {
	case 0:
		return nil, wrongInput("there is no finding %q", id).hint("`demarc findings` lists them with their ids")
	case 1:
		return &matching[0], nil
	}
	return nil, wrongInput("%q is the beginning of %d findings", id, len(matching)).hint("write more of the id")
}

// FindHosting finds a hosting model by id or name; unknown is one.
func (s *Session) FindHosting(name string) (string, error) { return FindHosting(s.catalogue, name) }

// FindHosting finds a hosting model of a catalogue by id or name; unknown is
// one.
func FindHosting(c *assess.Catalogue, name string) (string, error) {
	folded := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "-", "_")
	if folded == assess.HostingUnknown {
		return assess.HostingUnknown, nil
	}
	known := []string{assess.HostingUnknown}
	for i := range c.Models {
		model := &c.Models[i]
		if folded == model.ID || strings.EqualFold(strings.TrimSpace(name), model.Name) {
			return model.ID, nil
		}
		known = append(known, model.ID, model.Name)
		if slices.ContainsFunc(model.Aliases, func(alias string) bool { return strings.EqualFold(alias, strings.TrimSpace(name)) }) {
			return "", wrongInput("there is no hosting model %q", name).hint("did you mean %q?", model.ID)
		}
	}
	return "", unknownName("hosting model", name, known).orHint("`demarc catalog list` names the hosting models")
}

func (e *Error) orHint(hint string) *Error {
	if e.Hint.Silent() {
		e.Hint = words.Say(hint)
	}
	return e
}

// findByName looks for an exact name, then for one that differs in case, white
// space or the encoding of accents only.
// An id may be shortened as long as it stays unambiguous.
func findByName[T any](kind, name string, all []T, nameOf, idOf func(T) string) (T, error) {
	var none T
	name = strings.TrimSpace(name)
	if name == "" {
		return none, wrongInput("the %s has to be named", words.Say(kind))
	}
	found := matches(all, func(t T) bool { return nameOf(t) == name })
	if len(found) == 0 {
		line := cleanLine(name)
		found = matches(all, func(t T) bool { return strings.EqualFold(cleanLine(nameOf(t)), line) })
	}
	if len(found) == 0 && len(name) >= 8 {
		found = matches(all, func(t T) bool { return strings.HasPrefix(idOf(t), strings.ToLower(name)) })
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		known := make([]string, len(all))
		for i, t := range all {
			known[i] = nameOf(t)
		}
		return none, unknownName(kind, name, known)
	}
	ids := make([]string, 0, 3)
	for _, t := range found[:min(3, len(found))] {
		ids = append(ids, idOf(t))
	}
	several := wrongInput("%d %s are called %q", len(found), plural(kind), name).hint("name it by its id: %s", strings.Join(ids, ", "))
	several.many = true
	return none, several
}

func plural(kind string) words.Said {
	switch kind {
	case "party":
		return words.Say("parties")
	case "evidence":
		return words.Say("pieces of evidence")
	case "action":
		return words.Say("actions")
	case "scope rule":
		return words.Say("scope rules")
	}
	return words.Say("assets")
}

func matches[T any](all []T, is func(T) bool) []T {
	var found []T
	for _, t := range all {
		if is(t) {
			found = append(found, t)
		}
	}
	return found
}

// partyIDs finds several parties by name.
func (s *Session) partyIDs(names []string) ([]string, error) {
	ids := make([]string, 0, len(names))
	for _, name := range names {
		party, err := s.FindParty(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, party.ID)
	}
	return ids, nil
}

// validParty finds a party that may become accountable: retired ones may not.
func (s *Session) validParty(name string) (*assess.Party, error) {
	party, err := s.FindParty(name)
	if err != nil {
		return nil, err
	}
	if party.Retired {
		return nil, wrongInput("%s is retired and cannot become accountable", party.Name).hint("name another party, or take the retirement back with `demarc party edit --active`")
	}
	return party, nil
}
