package engagement

import (
	"slices"

	"demarc/assess"
	"demarc/words"
)

// Assignment says what to set, and on which cells. Cells are every named asset
// × every named control or control of a named category; scopes make rules of
// the same reach instead. A nil field is left as it is, an empty one cleared.
type Assignment struct {
	Assets     []string
	Scopes     []assess.Scope
	Controls   []string
	Categories []string
	// EveryControl reaches all controls: one rule a scope, or all of an asset's
	// cells.
	EveryControl bool

	// Side is the clause meant. Left empty, it is the customer's where that
	// clause is needed, else the provider's; a reference alone goes to the
	// provider's clause where that is needed.
	Side                             assess.Side
	Accountable                      *string
	Responsible, Consulted, Informed *[]string
	// NewTeam names a party that nobody knows yet: it is taken in as a team, and
	// is accountable.
	NewTeam *string
	// Template assigns each control's default RACI. Where it names several as
	// accountable, Chosen decides by the control's ID, or Accountable for all.
	// KeepOwners leaves cells alone that need nobody; without it, owners are
	// replaced and counted in a note.
	Template   bool
	Chosen     map[string]string
	KeepOwners bool

	Status, DeclaredBy, Concluded *string
	GapAddressed                  *bool
	Rationale                     *string
	Reference                     *ReferenceFields
	Due                           *string
	Boundary                      *string
}

// ReferenceFields describe a contract clause or assurance report.
type ReferenceFields struct {
	Text, Period, Services, Regions, Expires string
}

// Assigned says what an assignment came to.
type Assigned struct {
	Cells, Rules int
	// Reached counts the cells within the rules' reach, and Outranked those
	// among them on which nothing counts that the rule says, because more
	// specific answers win.
	Reached, Outranked int
	// NewParties are the names of teams that a template brought in.
	NewParties []string
	// Notes are things worth knowing, such as a tag that no asset has.
	Notes []words.Said
}

// Assign sets ownership, boundary, status and the rest on cells, by rules or
// one by one, in one commit.
func (s *Session) Assign(a Assignment) (Assigned, error) {
	w, err := s.prepare(a)
	if err != nil {
		return Assigned{}, err
	}
	for _, asset := range w.assets {
		for _, control := range w.controls {
			if err := w.cell(asset, control); err != nil {
				return Assigned{}, err
			}
		}
	}
	for _, scope := range w.scopes {
		if err := w.rules(scope); err != nil {
			return Assigned{}, err
		}
	}
	if err := s.commit(w.change); err != nil {
		return Assigned{}, err
	}
	w.weighRules()
	w.noteOpenGaps()
	w.noteIdleOwners()
	w.noteOwners()
	return w.done, nil
}

// weighRules finds out where the rules count, once they stand.
func (w *assigning) weighRules() {
	for _, record := range w.change.records {
		made, ok := record.(*assess.Rule)
		if !ok {
			continue
		}
		rule := w.state.Rules[made.ID]
		for _, asset := range w.evaluation.InScope(rule.Scope) {
			for _, view := range w.evaluation.Row(asset.ID) {
				if !rule.Covers(view.Control) {
					continue
				}
				w.done.Reached++
				if !slices.Contains(view.Answer.From[:], rule) {
					w.done.Outranked++
				}
			}
		}
	}
}

// noteOpenGaps says where a known gap was called dealt with and still counts
// as open, for want of a rationale or evidence.
func (w *assigning) noteOpenGaps() {
	if w.wish.GapAddressed == nil || !*w.wish.GapAddressed {
		return
	}
	open := 0
	for _, asset := range w.assets {
		for _, control := range w.controls {
			if view, ok := w.evaluation.Cell(asset.ID, control.ID); ok && view.GapOpen {
				open++
			}
		}
	}
	if open > 0 {
		w.done.Notes = append(w.done.Notes, words.Say("a known gap counts as dealt with only with a rationale or evidence; cells that have neither: %s", number(open)))
	}
}

// noteIdleOwners says where an owner was named who owns nothing by it: the
// boundary is undecided, or lies on the other side.
func (w *assigning) noteIdleOwners() {
	if w.values.accountable == "" {
		return
	}
	idle, all := 0, 0
	for _, asset := range w.assets {
		for _, control := range w.controls {
			view, ok := w.evaluation.Cell(asset.ID, control.ID)
			if !ok {
				continue
			}
			all++
			owns := func(side assess.Side) bool { return view.Answer.Clause(side).Accountable == w.values.accountable }
			if !slices.ContainsFunc(view.Needs, owns) {
				idle++
			}
		}
	}
	if idle > 0 {
		w.done.Notes = append(w.done.Notes, words.Say("%s of %s cells need no owner on that side, or their boundary is undecided", number(idle), number(all)))
	}
}

// assigning is one assignment under way.
type assigning struct {
	*Session
	wish     Assignment
	assets   []*assess.Asset
	scopes   []assess.Scope
	controls []*assess.Control
	values   assignedValues
	roles    map[string]string // template role, in lower case -> party id
	latest   assess.Instant    // of the moments given to rules
	change   *edit
	done     Assigned
	kept     int // cells that a template left to their owners
	replaced int // cells in which it put another in the owner's place
}

func (s *Session) prepare(a Assignment) (*assigning, error) {
	w := &assigning{Session: s, wish: a, change: newEdit(), roles: map[string]string{}}
	if err := firstError(w.findAssets(), w.findScopes(), w.findControls(), w.findParties(), w.findAnswers()); err != nil {
		return nil, err
	}
	if !a.says() {
		return nil, wrongInput("nothing to assign").hint("name an owner with --accountable, a status with --status, or use --raci-template")
	}
	return w, nil
}

// says reports whether the assignment sets anything at all.
func (a *Assignment) says() bool {
	return a.Template || a.Accountable != nil || a.NewTeam != nil || a.Responsible != nil || a.Consulted != nil || a.Informed != nil ||
		a.Status != nil || a.Concluded != nil || a.GapAddressed != nil || a.Rationale != nil || a.Reference != nil || a.Due != nil || a.Boundary != nil
}

func (w *assigning) cell(asset *assess.Asset, control *assess.Control) error {
	cell := &assess.Cell{Asset: asset.ID, Control: control.ID}
	if old := w.state.Cell(asset.ID, control.ID); old != nil {
		*cell = *old
	}
	view, _ := w.evaluation.Cell(asset.ID, control.ID)
	if w.wish.Template && w.wish.KeepOwners && !w.LacksOwner(asset.ID, control.ID) {
		if view.State == assess.StateOwned || view.State == assess.StateUnowned {
			w.kept++
		}
		return nil
	}
	boundary := w.values.boundary
	if boundary == "" || boundary == assess.OwnerBaseline {
		boundary = view.Boundary
	}
	if err := w.fill(&cell.Answer, control, []assess.Owner{boundary}); err != nil {
		return err
	}
	if w.wish.Status != nil || w.wish.Concluded != nil || w.wish.Boundary != nil {
		cell.Reopened = "" // answered anew
	}
	w.countReplaced(&view, &cell.Answer, w.side([]assess.Owner{boundary}))
	w.change.put(cell)
	w.done.Cells++
	return nil
}
