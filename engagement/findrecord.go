package engagement

import (
	"errors"
	"slices"
	"strings"

	"demarc/assess"
)

// kindsToForget are the kinds of record that can be named, as kind:name has them.
var kindsToForget = []assess.RecordKind{assess.KindParty, assess.KindAsset, assess.KindEvidence, assess.KindAction, assess.KindRule}

// findRecord finds a record by id or by a name that only one has, of any kind, or
// of the kind that stands before a colon.
func (s *Session) findRecord(name string) (assess.Ref, error) {
	name = strings.TrimSpace(name)
	if s.isEngagement(name) {
		return assess.Ref{}, wrongInput("the engagement itself cannot be forgotten").hint("delete its file and its backups instead")
	}
	if before, after, ok := strings.Cut(name, ":"); ok {
		if kind := assess.RecordKind(strings.ToLower(strings.TrimSpace(before))); slices.Contains(kindsToForget, kind) {
			return s.findOfKind(kind, after)
		}
	}
	var found []assess.Ref
	for _, kind := range kindsToForget {
		ref, err := s.findOfKind(kind, name)
		if err == nil {
			found = append(found, ref)
		} else if manyAreCalledSo(err) {
			return assess.Ref{}, err
		}
	}
	if len(found) == 0 {
		var err error
		if found, err = s.findPast(name); err != nil {
			return assess.Ref{}, err
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return assess.Ref{}, unknownName("record", name, s.recordNames()).orHint("it is a party, an asset, evidence, an action or a rule, by its name or id")
	}
	return assess.Ref{}, wrongInput("several records are called %q", name).hint("say which kind is meant, as in %s:%s", string(found[0].Kind), name)
}

// findPast finds records by an id or a name that only the history knows any more.
func (s *Session) findPast(name string) ([]assess.Ref, error) {
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	var found []assess.Ref
	for _, entry := range log {
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		for _, change := range changes {
			called := change.Ref.Key == name
			for _, f := range change.Fields {
				called = called || f.Path == births[change.Ref.Kind] && name != "" && (strings.EqualFold(f.Old, name) || strings.EqualFold(f.New, name))
			}
			if called && len(change.Fields) > 0 && slices.Contains(kindsToForget, change.Ref.Kind) && !slices.Contains(found, change.Ref) {
				found = append(found, change.Ref)
			}
		}
	}
	return found, nil
}

func (s *Session) isEngagement(name string) bool {
	e := s.state.Engagement
	kind, of, _ := strings.Cut(name, ":")
	return name == e.ID || kind == string(assess.KindEngagement) && (of == "" || of == e.ID || strings.EqualFold(strings.TrimSpace(of), e.Client))
}

// manyAreCalledSo tells a name that several have from one that nobody has.
func manyAreCalledSo(err error) bool {
	var coded *Error
	return errors.As(err, &coded) && coded.many
}

func (s *Session) findOfKind(kind assess.RecordKind, name string) (assess.Ref, error) {
	var record assess.Record
	var err error
	switch kind {
	case assess.KindParty:
		record, err = s.FindParty(name)
	case assess.KindAsset:
		record, err = s.FindAsset(name)
	case assess.KindEvidence:
		record, err = s.FindEvidence(name)
	case assess.KindAction:
		record, err = s.FindAction(name)
	default:
		record, err = s.findRule(name)
	}
	if err != nil {
		return assess.Ref{}, err
	}
	return record.Ref(), nil
}

// findRule finds a scope rule by id, or as findings name it: its scope × what it
// is about.
func (s *Session) findRule(name string) (*assess.Rule, error) {
	if rule := s.state.Rules[name]; rule != nil {
		return rule, nil
	}
	return findByName("scope rule", name, s.state.SortedRules(), ruleName, func(r *assess.Rule) string { return r.ID })
}

func ruleName(r *assess.Rule) string { return r.Scope.String() + " × " + r.Target() }

func (s *Session) recordNames() []string {
	var names []string
	for _, party := range s.state.Parties {
		names = append(names, party.Name)
	}
	for _, asset := range s.state.Assets {
		names = append(names, asset.Name)
	}
	for _, evidence := range s.state.Evidence {
		names = append(names, evidence.Name)
	}
	for _, action := range s.state.Actions {
		names = append(names, action.Title)
	}
	for _, rule := range s.state.Rules {
		names = append(names, ruleName(rule))
	}
	slices.Sort(names)
	return names
}
