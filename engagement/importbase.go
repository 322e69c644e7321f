package engagement

import (
	"strings"

	"demarc/assess"
	"demarc/history"
)

// importedValues are the values that fields last had from an import.
type importedValues map[assess.Ref]map[string]string

// importedValues replays what all imports that stand changed in assets and
// cells.
func (s *Session) importedValues() (importedValues, error) {
	values := importedValues{}
	fields := map[assess.Ref]history.Fields{}
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	undone, err := s.undoneCommits(log)
	if err != nil {
		return nil, err
	}
	for _, entry := range log {
		if entry.Header.Kind != history.KindImport || undone[entry.ID] {
			continue
		}
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		for _, change := range changes {
			if change.Ref.Kind != assess.KindAsset && change.Ref.Kind != assess.KindCell {
				continue
			}
			if fields[change.Ref] == nil {
				fields[change.Ref], values[change.Ref] = history.Fields{}, map[string]string{}
			}
			replayInto(fields[change.Ref], values[change.Ref], change.Fields)
		}
	}
	return values, nil
}

// undoneCommits are the commits that were undone and not made again since, those
// that an undone merge had brought among them.
func (s *Session) undoneCommits(log []history.Entry) (map[history.ID]bool, error) {
	graph, _, err := s.graph()
	if err != nil {
		return nil, err
	}
	undone := map[history.ID]bool{}
	for _, entry := range log {
		switch entry.Header.Kind {
		case history.KindUndo:
			undone[entry.Header.Target] = true
		case history.KindRedo:
			undone[entry.Header.Target] = false
		}
	}
	for _, entry := range log {
		previous, known := graph.Previous(entry.ID)
		if entry.Header.Kind != history.KindMerge || !undone[entry.ID] || !known {
			continue
		}
		for _, brought := range graph.Missing(previous, entry.ID) {
			undone[brought] = true
		}
	}
	return undone, nil
}

func replayInto(fields history.Fields, values map[string]string, changes []history.FieldChange) {
	for _, f := range changes {
		if f.New == "" {
			delete(fields, f.Path)
		} else {
			fields[f.Path] = f.New
		}
	}
	for _, f := range changes {
		name, _, _ := strings.Cut(f.Path, "[")
		values[name] = fieldText(fields, name)
	}
}
