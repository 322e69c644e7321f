package engagement

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/exchange"
	"demarc/history"
)

// Choice says what is done with conflicts.
type Choice string

// The choices. ChoiceNone writes nothing while a conflict is left; ChoiceMine
// keeps what the engagement says, ChoiceTheirs takes what the file says.
const (
	ChoiceNone   Choice = ""
	ChoiceMine   Choice = "mine"
	ChoiceTheirs Choice = "theirs"
)

// ImportOptions say how a table of assets is read.
type ImportOptions struct {
	// Map translates the table's columns; nil expects our own header names.
	Map *exchange.Map
	// Set fills fields where a row says nothing.
	Set map[string]string
	// OnConflict decides all conflicts alike; Ask, where it is not nil, is
	// asked for each conflicting row instead.
	OnConflict Choice
	Ask        func(ImportRow) (Choice, error)
	// SkipRejected imports the good rows although others are rejected.
	SkipRejected bool
}

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
	// Repeats says that the row's external id stands in other rows too.
	Repeats  bool
	Problems []exchange.Problem
	Notes    []exchange.Problem

	row exchange.Row
}

// ImportField is one field before and after.
type ImportField struct{ Field, Old, New string }

// Preview says what an import would do.
type Preview struct {
	New, Changed, Conflicting, Rejected []ImportRow
	Unchanged                           int
	// Notes are values that a guessed map could not translate and left out.
	Notes []exchange.Problem
	// Ignored are the columns that nothing is taken from, by file.
	Ignored map[string][]string
}

// Rows counts all rows read.
func (p *Preview) Rows() int {
	return len(p.New) + len(p.Changed) + len(p.Conflicting) + len(p.Rejected) + p.Unchanged
}

// PreviewImport reads tables of assets and compares them with the engagement.
// Nothing is changed.
func (s *Session) PreviewImport(paths []string, options ImportOptions) (*Preview, error) {
	preview := &Preview{Ignored: map[string][]string{}}
	var rows []ImportRow
	for _, path := range paths {
		sheet, err := s.readSheet(path, options)
		if err != nil {
			return nil, err
		}
		preview.Ignored[filepath.Base(path)] = sheet.IgnoredColumns
		for _, row := range sheet.Rows {
			rows = append(rows, ImportRow{File: filepath.Base(path), Line: row.Line, Name: row.Asset.Name, Problems: row.Problems, Notes: row.Notes, row: row})
			preview.Notes = append(preview.Notes, row.Notes...)
		}
	}
	matcher := s.newMatcher(rows)
	base, err := s.importedValues()
	if err != nil {
		return nil, err
	}
	for i := range rows {
		s.classify(preview, &rows[i], matcher, base)
	}
	return preview, nil
}

func (s *Session) readSheet(path string, options ImportOptions) (*exchange.Sheet, error) {
	name := filepath.Base(path)
	file, size, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sheet, err := exchange.ReadAssets(file, size, options.Map, options.Set, s.known())
	if err != nil {
		return nil, inputFrom(name, err)
	}
	return sheet, nil
}

// GuessMap proposes a map for a table whose headers are not ours.
func GuessMap(path string, catalogue *assess.Catalogue) (*exchange.Map, error) {
	file, size, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	guessed, err := exchange.GuessMap(file, size, known(catalogue, nil))
	if err != nil {
		return nil, inputFrom(filepath.Base(path), err)
	}
	return guessed, nil
}

func openInput(path string) (io.ReadCloser, int64, error) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, &Error{Code: CodeInput, Message: fmt.Sprintf("%s cannot be read: %s", name, reason(err)), Err: err}
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("it is a folder")
	}
	if err != nil {
		file.Close()
		return nil, 0, &Error{Code: CodeInput, Message: fmt.Sprintf("%s cannot be read: %s", name, reason(err)), Err: err}
	}
	return file, info.Size(), nil
}

func inputFrom(name string, err error) error {
	return &Error{Code: CodeInput, Message: name + ": " + err.Error(), Err: err}
}

func (s *Session) known() exchange.Known { return known(s.catalogue, s.state) }

func known(c *assess.Catalogue, state *assess.State) exchange.Known {
	k := exchange.Known{HostingAliases: map[string][]string{}}
	for i := range c.Models {
		k.Hosting = append(k.Hosting, exchange.Name{ID: c.Models[i].ID, Name: c.Models[i].Name})
		k.HostingAliases[c.Models[i].ID] = c.Models[i].Aliases
	}
	for i := range c.Controls {
		k.Controls = append(k.Controls, exchange.Name{ID: c.Controls[i].ID, Name: c.Controls[i].Name})
	}
	if state != nil {
		for _, party := range state.SortedParties() {
			if !party.Retired {
				k.Parties = append(k.Parties, exchange.Name{ID: party.ID, Name: party.Name})
			}
		}
	}
	return k
}

// matcher finds the asset that a row is about.
type matcher struct {
	byID       map[string]*assess.Asset // an export names assets by id where they have no external id
	byExternal map[string]*assess.Asset
	byName     map[string]*assess.Asset // only names that one asset without external id has
	repeated   map[string]bool          // external ids that stand in several rows
}

func (s *Session) newMatcher(rows []ImportRow) *matcher {
	m := &matcher{byID: s.state.Assets, byExternal: map[string]*assess.Asset{}, byName: map[string]*assess.Asset{}, repeated: map[string]bool{}}
	for _, asset := range s.state.SortedAssets() {
		if asset.ExternalID != "" {
			m.byExternal[asset.ExternalID] = asset
			continue
		}
		if _, twice := m.byName[asset.Name]; twice {
			m.byName[asset.Name] = nil
		} else {
			m.byName[asset.Name] = asset
		}
	}
	seen := map[string]bool{}
	for i := range rows {
		if row := &rows[i].row; !row.Composed && len(row.Problems) == 0 {
			m.repeated[row.Asset.ExternalID] = m.repeated[row.Asset.ExternalID] || seen[row.Asset.ExternalID]
			seen[row.Asset.ExternalID] = true
		}
	}
	return m
}

// find returns the asset that a row is about, or nil for a new one. A row that
// composed its id also finds the asset of its name that has none.
func (m *matcher) find(row *exchange.Row) *assess.Asset {
	if asset := m.byExternal[row.Asset.ExternalID]; asset != nil {
		return asset
	}
	if asset := m.byID[row.Asset.ExternalID]; asset != nil {
		return asset
	}
	if !row.Composed {
		return nil
	}
	asset := m.byName[row.Asset.Name]
	delete(m.byName, row.Asset.Name) // a second row of that name is another asset
	return asset
}

func (s *Session) classify(preview *Preview, row *ImportRow, m *matcher, base importedValues) {
	if len(row.Problems) > 0 {
		preview.Rejected = append(preview.Rejected, *row)
		return
	}
	old := m.find(&row.row)
	if old != nil {
		row.AssetID = old.ID
	} else {
		row.AssetID = s.derivedID("asset", row.row.Asset.ExternalID)
		if taken := s.state.Assets[row.AssetID]; taken != nil { // its external id was changed by hand
			old = taken
		}
	}
	row.Repeats = !row.row.Composed && m.repeated[row.row.Asset.ExternalID]
	s.compare(row, old, base)
	switch {
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
		row.weigh(ImportField{name, was, is}, imported, known)
	}
	s.compareOwners(row, base)
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

func (s *Session) compareOwners(row *ImportRow, base importedValues) {
	controls := make([]string, 0, len(row.row.Accountable))
	for control := range row.row.Accountable {
		controls = append(controls, control)
	}
	slices.Sort(controls)
	for _, control := range controls {
		party := row.row.Accountable[control]
		was := ""
		if cell := s.state.Cell(row.AssetID, control); cell != nil && cell.Customer != nil {
			was = cell.Customer.Accountable
		}
		if was != party {
			imported, known := base[assess.Ref{Kind: assess.KindCell, Key: assess.CellKey(row.AssetID, control)}]["customer.accountable"]
			row.weigh(ImportField{control, was, party}, imported, known)
		}
	}
}

// weigh holds a differing field against what the last import said.
func (r *ImportRow) weigh(change ImportField, imported string, known bool) {
	switch {
	case change.Old == "" || change.Field == "hosting_model" && change.Old == assess.HostingUnknown:
		r.Fields = append(r.Fields, change)
	case known && imported == change.New:
		// Only we changed it.
	case known && imported == change.Old:
		r.Fields = append(r.Fields, change)
	default:
		r.Conflicts = append(r.Conflicts, change)
	}
}

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
	undone := undoneCommits(log)
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

// undoneCommits are the commits that were undone and not made again since.
func undoneCommits(log []history.Entry) map[history.ID]bool {
	undone := map[history.ID]bool{}
	for _, entry := range log {
		switch entry.Header.Kind {
		case history.KindUndo:
			undone[entry.Header.Target] = true
		case history.KindRedo:
			undone[entry.Header.Target] = false
		}
	}
	return undone
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

// Imported says what an import did.
type Imported struct {
	Preview         *Preview
	New, Changed    int
	KeptMine, Taken int // conflicting rows, by the choice made
	Skipped         int // rejected rows left out
}

// Import takes tables of assets in, in one commit. Nothing is written while
// rows are rejected or conflicts undecided.
func (s *Session) Import(paths []string, options ImportOptions) (*Imported, error) {
	preview, err := s.PreviewImport(paths, options)
	if err != nil {
		return nil, err
	}
	done := &Imported{Preview: preview, New: len(preview.New), Changed: len(preview.Changed)}
	if len(preview.Rejected) > 0 && !options.SkipRejected {
		return done, wrongInput("%s rejected, nothing was imported: %s", rowsAre(len(preview.Rejected)), preview.Rejected[0].firstProblem()).
			hint("correct the rows, or import the others with --skip-rejected; --dry-run lists them all")
	}
	done.Skipped = len(preview.Rejected)
	change := newEdit()
	for _, row := range slices.Concat(preview.New, preview.Changed) {
		if err := s.takeRow(change, row, row.Fields); err != nil {
			return nil, err
		}
	}
	if err := s.settle(change, done, options); err != nil {
		return done, err
	}
	return done, s.commitAs(history.KindImport, history.CapacityImport, change)
}

func rowsAre(n int) string {
	if n == 1 {
		return "1 row is"
	}
	return number(n) + " rows are"
}

func (r *ImportRow) firstProblem() string {
	return r.File + ", " + r.Problems[0].Error()
}

// settle decides the conflicting rows.
func (s *Session) settle(change *edit, done *Imported, options ImportOptions) error {
	for _, row := range done.Preview.Conflicting {
		choice := options.OnConflict
		if options.Ask != nil {
			var err error
			if choice, err = options.Ask(row); err != nil {
				return err
			}
		}
		exists := s.state.Assets[row.AssetID] != nil || change.records[assess.Ref{Kind: assess.KindAsset, Key: row.AssetID}] != nil
		taken := row.Fields
		switch {
		case choice == ChoiceNone:
			return refused("%s, line %d: %s; nothing was imported", row.File, row.Line, row.conflictWords()).
				hint("decide with --on-conflict mine, theirs or ask; --dry-run lists all %d", len(done.Preview.Conflicting))
		case choice == ChoiceTheirs || !exists:
			taken = slices.Concat(row.Fields, row.Conflicts)
			done.Taken++
		case row.Repeats:
			done.KeptMine++
			continue
		default:
			done.KeptMine++
		}
		if err := s.takeRow(change, row, taken); err != nil {
			return err
		}
	}
	return nil
}

func (r *ImportRow) conflictWords() string {
	if r.Repeats {
		return fmt.Sprintf("the external id %q stands in several rows", r.row.Asset.ExternalID)
	}
	f := r.Conflicts[0]
	return fmt.Sprintf("%s of %q is %q here and %q in the file, and both changed", strings.ReplaceAll(f.Field, "_", " "), r.Name, shorten(f.Old, 40), shorten(f.New, 40))
}

// takeRow puts fields of a row into its asset and cells.
func (s *Session) takeRow(change *edit, row ImportRow, fields []ImportField) error {
	asset := &assess.Asset{ID: row.AssetID, Hosting: assess.HostingUnknown}
	if pending, ok := change.records[asset.Ref()].(*assess.Asset); ok {
		*asset = *pending
	} else if old := s.state.Assets[row.AssetID]; old != nil {
		*asset = *old
	}
	theirs := row.row.Asset
	theirs.ID = row.AssetID
	tidy(&theirs)
	merged, offered := history.Flatten(asset), history.Flatten(&theirs)
	for _, f := range fields {
		if s.catalogue.Control(f.Field) != nil {
			s.takeOwner(change, row.AssetID, f)
			continue
		}
		maps.DeleteFunc(merged, func(path, _ string) bool { return ofField(path, f.Field) })
		for path, text := range offered {
			if ofField(path, f.Field) {
				merged[path] = text
			}
		}
	}
	taken, err := history.Unflatten(asset.Ref(), merged)
	if err != nil {
		return unavailable(err, "%s, line %d cannot be kept: %v", row.File, row.Line, err)
	}
	change.put(taken)
	return nil
}

// ofField reports whether a path is a field, or an element of it.
func ofField(path, field string) bool {
	return path == field || strings.HasPrefix(path, field+"[")
}

func (s *Session) takeOwner(change *edit, asset string, f ImportField) {
	cell := &assess.Cell{Asset: asset, Control: f.Field}
	if old := s.state.Cell(asset, f.Field); old != nil {
		*cell = *old
	}
	clause := assess.Clause{}
	if cell.Customer != nil {
		clause = *cell.Customer
	}
	clause.Accountable = f.New
	cell.Customer = &clause
	change.put(cell)
}
