package engagement

import (
	"path/filepath"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/exchange"
	"demarc/history"
	"demarc/words"
)

// ImportRow is one row as the preview shows it.
type ImportRow struct {
	File    string
	Line    int
	Name    string
	AssetID string // the asset that it would make or change
	// Fields are those that would change. Conflicts are those among them that
	// a person changed here since the last import, and that the file now says
	// differently.
	Fields    []ImportField
	Conflicts []ImportField
	// Repeats says that the row's external id stands in other rows too, or, where
	// it has none, its name and place in other tables.
	Repeats  bool
	Problems []exchange.Problem
	Notes    []exchange.Problem

	row   exchange.Row
	about string // the asset that is there already, also where the row is rejected
	// decline keeps in mind that the conflicts were decided for ours.
	decline bool
	owners  map[string]assess.Side // control -> the clause that its column speaks of
}

// ImportField is one field before and after.
type ImportField struct{ Field, Old, New string }

// Preview says what an import would do.
type Preview struct {
	New, Changed, Conflicting, Rejected []ImportRow
	Unchanged                           int
	// ByOrder are the lines of rows that only their order tells apart from others
	// of the same name and place: in the next version of the table they may be
	// taken for one another.
	ByOrder []int
	// Repeated are the rows that are about one asset, in the order of the first of
	// each. Of those that are taken the last one counts.
	Repeated []Repeat
	// Gone are assets of earlier imports that no row is about and that are not
	// retired. Nothing is done about them.
	Gone []*assess.Asset
	// Notes are values that a guessed map could not translate and left out.
	Notes []exchange.Problem
	// Ignored are the columns that nothing is taken from, by file.
	Ignored map[string][]string
	// Unknown are the names that stand where an owner is named and are no
	// party's, by the id that each would have, in the order of UnknownIDs.
	Unknown    map[string]string
	UnknownIDs []string
}

// Repeat is an asset that several rows are about.
type Repeat struct {
	ID    string // the external id that they state, or else the name
	Named bool   // they state none
	Rows  int
}

// Rows counts all rows read.
func (p *Preview) Rows() int {
	return len(p.New) + len(p.Changed) + len(p.Conflicting) + len(p.Rejected) + p.Unchanged
}

// PreviewImport reads tables of assets and compares them with the engagement.
// Nothing is changed.
func (s *Session) PreviewImport(paths []string, options ImportOptions) (*Preview, error) {
	preview, _, err := s.previewImport(paths, options)
	return preview, err
}

func (s *Session) previewImport(paths []string, options ImportOptions) (*Preview, *newcomers, error) {
	met := &newcomers{session: s, taken: options.AddOwners, names: map[string]string{}}
	preview := &Preview{Ignored: map[string][]string{}, Unknown: met.names}
	var rows []ImportRow
	for _, path := range paths {
		sheet, err := s.readSheet(path, options, met)
		if err != nil {
			return nil, nil, err
		}
		preview.Ignored[filepath.Base(path)] = sheet.IgnoredColumns
		for _, row := range sheet.Rows {
			rows = append(rows, ImportRow{File: filepath.Base(path), Line: row.Line, Name: row.Asset.Name, Problems: row.Problems, Notes: row.Notes, row: row})
			preview.Notes = append(preview.Notes, row.Notes...)
			if row.ByOrder {
				preview.ByOrder = append(preview.ByOrder, row.Line)
			}
		}
	}
	matcher := s.newMatcher(rows)
	base, err := s.importedValues()
	if err != nil {
		return nil, nil, err
	}
	for i := range rows {
		s.classify(preview, &rows[i], matcher, base)
	}
	preview.Repeated = matcher.repeats(rows)
	preview.Gone, preview.UnknownIDs = s.gone(rows, base), met.order
	return preview, met, nil
}

func (s *Session) readSheet(path string, options ImportOptions, met *newcomers) (*exchange.Sheet, error) {
	name := filepath.Base(path)
	file, size, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	known := s.known()
	known.Meet = met.meet
	sheet, err := exchange.ReadAssets(file, size, options.Map, options.Set, known)
	if err != nil {
		return nil, inputFrom(name, err)
	}
	return sheet, nil
}

func (s *Session) classify(preview *Preview, row *ImportRow, m *matcher, base importedValues) {
	old := m.find(&row.row)
	if old == nil { // its external id may have been changed by hand
		old = s.state.Assets[s.derivedID("asset", row.row.Asset.ExternalID)]
	}
	if old != nil {
		row.about = old.ID
	}
	if len(row.Problems) > 0 {
		preview.Rejected = append(preview.Rejected, *row)
		return
	}
	if row.AssetID = row.about; old == nil {
		row.AssetID = s.derivedID("asset", row.row.Asset.ExternalID)
	}
	row.Repeats = m.rows[row.row.Asset.ExternalID] > 1
	s.compare(row, old, base)
	row.Problems = s.retiredIn(row)
	switch {
	case len(row.Problems) > 0:
		preview.Rejected = append(preview.Rejected, *row)
	case row.Repeats || len(row.Conflicts) > 0:
		preview.Conflicting = append(preview.Conflicting, *row)
	case old == nil:
		preview.New = append(preview.New, *row)
	case len(row.Fields) > 0:
		preview.Changed = append(preview.Changed, *row)
	default:
		preview.Unchanged++
	}
}

// retiredIn finds the controls for which a row would make a retired party
// accountable.
func (s *Session) retiredIn(row *ImportRow) []exchange.Problem {
	var problems []exchange.Problem
	for _, f := range slices.Concat(row.Fields, row.Conflicts) {
		if party := s.state.Parties[f.New]; party != nil && party.Retired && s.catalogue.Control(f.Field) != nil {
			problems = append(problems, exchange.Problem{Line: row.Line, Column: f.Field, Value: party.Name, Reason: words.Say("is retired and cannot become accountable")})
		}
	}
	return problems
}

// compare finds the fields that the row would change. Against the value of the
// last import, a field that only we changed stays ours, one that only they
// changed becomes theirs, and one that both changed is a conflict.
func (s *Session) compare(row *ImportRow, old *assess.Asset, base importedValues) {
	var before history.Fields
	if old != nil {
		before = history.Flatten(old)
	}
	theirs := row.row.Asset
	theirs.ID = row.AssetID
	tidy(&theirs)
	after := history.Flatten(&theirs)
	for _, name := range stated(&row.row) {
		was, is := fieldText(before, name), fieldText(after, name)
		if was == is || is == "" || name == "external_id" && is == row.AssetID {
			continue
		}
		imported, known := base[assess.Ref{Kind: assess.KindAsset, Key: row.AssetID}][name]
		row.weigh(ImportField{name, was, is}, old, imported, known)
	}
	s.compareOwners(row, old, base)
}

// stated lists the fields that a row states, in a fixed order, and the
// external id where one was stated or a new asset needs it.
func stated(row *exchange.Row) []string {
	fields := append(slices.Clone(row.Stated), "external_id")
	slices.Sort(fields)
	return slices.Compact(fields)
}

// fieldText is the text of a field; a set's elements are joined.
func fieldText(fields history.Fields, name string) string {
	if text, ok := fields[name]; ok {
		return text
	}
	var elements []string
	for path := range fields {
		if element, ok := strings.CutPrefix(path, name+"["); ok {
			elements = append(elements, strings.TrimSuffix(element, "]"))
		}
	}
	slices.Sort(elements)
	return strings.Join(elements, "|")
}

// weigh holds a differing field against what the last import said, and against
// what a person declined before.
func (r *ImportRow) weigh(change ImportField, old *assess.Asset, imported string, known bool) {
	unsaid := change.Old == "" || change.Field == "hosting_model" && change.Old == assess.HostingUnknown
	switch {
	case known && imported == change.New || declined(old, change):
		// Only we changed it since they said so, if only by clearing it.
	case unsaid || known && imported == change.Old:
		r.Fields = append(r.Fields, change)
	default:
		r.Conflicts = append(r.Conflicts, change)
	}
}
