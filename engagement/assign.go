package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
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
	// Template assigns each control's default RACI. Accountable decides where
	// the template names two.
	Template bool

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
	// NewParties are the names of teams that a template brought in.
	NewParties []string
	// Notes are things worth knowing, such as a tag that no asset has.
	Notes []string
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
	return w.done, nil
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
	change   *edit
	done     Assigned
}

// assignedValues are an assignment's texts, checked and turned into ids.
type assignedValues struct {
	accountable                      string
	responsible, consulted, informed []string
	declared, concluded              *assess.Statement
	reference                        *assess.Reference
	due                              assess.Date
	boundary                         assess.Owner
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
	return a.Template || a.Accountable != nil || a.Responsible != nil || a.Consulted != nil || a.Informed != nil ||
		a.Status != nil || a.Concluded != nil || a.GapAddressed != nil || a.Rationale != nil || a.Reference != nil || a.Due != nil || a.Boundary != nil
}

func (w *assigning) findAssets() error {
	if len(w.wish.Assets)+len(w.wish.Scopes) == 0 {
		return wrongInput("say which assets").hint("name one with --asset, or many with --scope all, provider=, hosting= or tag=")
	}
	for _, name := range w.wish.Assets {
		asset, err := w.FindAsset(name)
		if err != nil {
			return err
		}
		if !slices.Contains(w.assets, asset) {
			w.assets = append(w.assets, asset)
		}
	}
	return nil
}

func (w *assigning) findScopes() error {
	for _, scope := range w.wish.Scopes {
		scope.Value = clean(scope.Value)
		switch scope.Kind {
		case assess.ScopeHosting:
			hosting, err := w.FindHosting(scope.Value)
			if err != nil {
				return err
			}
			scope.Value = hosting
		case assess.ScopeProvider:
			scope.Value = w.catalogue.CanonicalProvider(scope.Value)
		}
		if len(w.evaluation.InScope(scope)) == 0 {
			w.done.Notes = append(w.done.Notes, "no asset is in the scope "+scope.String()+" yet")
		}
		if !slices.Contains(w.scopes, scope) {
			w.scopes = append(w.scopes, scope)
		}
	}
	return nil
}

// findControls expands categories for cells; rules keep them.
func (w *assigning) findControls() error {
	if len(w.wish.Controls)+len(w.wish.Categories) == 0 && !w.wish.EveryControl {
		return wrongInput("say which controls").hint("name one with --control, or several with --category")
	}
	chosen := map[string]bool{}
	for _, name := range w.wish.Controls {
		control, err := w.FindControl(name)
		if err != nil {
			return err
		}
		chosen[control.ID] = true
	}
	categories := w.catalogue.Categories()
	for i, name := range w.wish.Categories {
		category, ok := assess.Parse(name, categories)
		if !ok {
			return unknownName("category", name, categories)
		}
		w.wish.Categories[i] = category
		for k := range w.catalogue.Controls {
			if w.catalogue.Controls[k].Category == category {
				chosen[w.catalogue.Controls[k].ID] = true
			}
		}
	}
	for i := range w.catalogue.Controls {
		if control := &w.catalogue.Controls[i]; w.wish.EveryControl || chosen[control.ID] {
			w.controls = append(w.controls, control)
		}
	}
	return nil
}

func (w *assigning) findParties() error {
	if w.wish.Accountable != nil && clean(*w.wish.Accountable) != "" && !w.wish.Template {
		party, err := w.validParty(*w.wish.Accountable)
		if err != nil {
			return err
		}
		w.values.accountable = party.ID
	}
	for _, list := range []struct {
		names *[]string
		ids   *[]string
	}{
		{w.wish.Responsible, &w.values.responsible}, {w.wish.Consulted, &w.values.consulted}, {w.wish.Informed, &w.values.informed},
	} {
		if list.names == nil {
			continue
		}
		ids, err := w.partyIDs(set(*list.names))
		if err != nil {
			return err
		}
		*list.ids = ids
	}
	return nil
}

// findAnswers checks the words and dates. A status keeps who declared it; only
// the assessor concludes.
func (w *assigning) findAnswers() error {
	var err error
	if w.values.declared, err = w.statement(w.wish.Status); err != nil {
		return err
	}
	if w.wish.DeclaredBy != nil && clean(*w.wish.DeclaredBy) != "" {
		party, err := w.FindParty(*w.wish.DeclaredBy)
		if err != nil {
			return err
		}
		if w.values.declared == nil || w.values.declared.Status == "" {
			return wrongInput("--declared-by says who declared a status").hint("give the status with --status")
		}
		w.values.declared.By = party.ID
	}
	if w.values.concluded, err = w.statement(w.wish.Concluded); err != nil {
		return err
	}
	if w.values.concluded != nil && w.values.concluded.Status != "" {
		if w.who.Capacity != Assessor {
			return wrongInput("only the assessor concludes a status").hint("record the client's word with --status and --declared-by")
		}
		w.values.concluded.By = w.who.Author
	}
	return firstError(w.findReference(), setDate(&w.values.due, w.wish.Due, "due date"), w.findBoundary())
}

func (w *assigning) statement(status *string) (*assess.Statement, error) {
	if status == nil {
		return nil, nil
	}
	statement := &assess.Statement{}
	if err := setWord(&statement.Status, status, "status", assess.Statuses); err != nil {
		return nil, err
	}
	if statement.Status != "" {
		statement.At = w.moment()
	}
	return statement, nil
}

func (w *assigning) findReference() error {
	r := w.wish.Reference
	if r == nil {
		return nil
	}
	from, to, err := parsePeriod(r.Period)
	if err != nil {
		return err
	}
	reference := &assess.Reference{Text: clean(r.Text), From: from, To: to, Services: clean(r.Services), Regions: clean(r.Regions)}
	w.values.reference = reference
	return setDate(&reference.Expires, &r.Expires, "date on which the reference expires")
}

func (w *assigning) findBoundary() error {
	if err := setWord(&w.values.boundary, w.wish.Boundary, "boundary", assess.Decisions); err != nil {
		return err
	}
	if w.values.boundary == assess.OwnerNotApplicable && (w.wish.Rationale == nil || clean(*w.wish.Rationale) == "") {
		return wrongInput("\"not applicable\" needs a reason").hint("give it with --rationale")
	}
	return nil
}

func (w *assigning) cell(asset *assess.Asset, control *assess.Control) error {
	cell := &assess.Cell{Asset: asset.ID, Control: control.ID}
	if old := w.state.Cell(asset.ID, control.ID); old != nil {
		*cell = *old
	}
	boundary := w.values.boundary
	if boundary == "" || boundary == assess.OwnerBaseline {
		view, _ := w.evaluation.Cell(asset.ID, control.ID)
		boundary = view.Boundary
	}
	if err := w.fill(&cell.Answer, control, []assess.Owner{boundary}); err != nil {
		return err
	}
	if w.wish.Status != nil || w.wish.Concluded != nil || w.wish.Boundary != nil {
		cell.Reopened = "" // answered anew
	}
	w.change.put(cell)
	w.done.Cells++
	return nil
}

// rules makes or changes one rule per control and category for a scope. A
// rule's id follows from its reach, so that the same rule made on two laptops
// is one.
func (w *assigning) rules(scope assess.Scope) error {
	if w.wish.EveryControl && !w.wish.Template {
		return w.rule(assess.Rule{Scope: scope}, nil)
	}
	if w.wish.Template || len(w.wish.Controls) > 0 {
		for _, control := range w.controls {
			if !w.wish.Template && !w.named(control) {
				continue
			}
			if err := w.rule(assess.Rule{Scope: scope, Control: control.ID}, control); err != nil {
				return err
			}
		}
	}
	if w.wish.Template {
		return nil // a template differs from control to control
	}
	for _, category := range w.wish.Categories {
		if err := w.rule(assess.Rule{Scope: scope, Category: category}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (w *assigning) named(control *assess.Control) bool {
	for _, name := range w.wish.Controls {
		if found, err := w.FindControl(name); err == nil && found.ID == control.ID {
			return true
		}
	}
	return false
}

func (w *assigning) rule(rule assess.Rule, control *assess.Control) error {
	rule.ID = w.derivedID("rule", rule.Scope.String(), rule.Control, rule.Category)
	if old := w.state.Rules[rule.ID]; old != nil {
		rule = *old
	}
	rule.At = w.moment()
	boundaries := []assess.Owner{w.values.boundary}
	if w.values.boundary == "" || w.values.boundary == assess.OwnerBaseline {
		boundaries = w.boundariesUnder(&rule)
	}
	if err := w.fill(&rule.Answer, control, boundaries); err != nil {
		return err
	}
	w.change.put(&rule)
	w.done.Rules++
	return nil
}

// boundariesUnder lists the boundaries of the cells that a rule reaches, as far
// as it takes to know whether both sides are needed.
func (w *assigning) boundariesUnder(rule *assess.Rule) []assess.Owner {
	var boundaries []assess.Owner
	for _, asset := range w.evaluation.InScope(rule.Scope) {
		for _, view := range w.evaluation.Row(asset.ID) {
			if rule.Covers(view.Control) && !slices.Contains(boundaries, view.Boundary) {
				boundaries = append(boundaries, view.Boundary)
			}
		}
		if slices.Contains(boundaries, assess.OwnerShared) {
			break
		}
	}
	return boundaries
}

// side says which clause is meant.
func (w *assigning) side(boundaries []assess.Owner) assess.Side {
	if w.wish.Side != "" {
		return w.wish.Side
	}
	needsCustomer, needsProvider := false, false
	for _, boundary := range boundaries {
		needsCustomer = needsCustomer || boundary == assess.OwnerCustomer || boundary == assess.OwnerShared
		needsProvider = needsProvider || boundary == assess.OwnerProvider || boundary == assess.OwnerShared
	}
	onlyReference := w.wish.Reference != nil && w.wish.Accountable == nil && w.wish.Responsible == nil && w.wish.Consulted == nil && w.wish.Informed == nil && !w.wish.Template
	if needsProvider && (!needsCustomer || onlyReference) {
		return assess.ProviderSide
	}
	return assess.CustomerSide
}

// fill puts the assignment's values into a copy of an answer's parts, so that
// the record they came from stays as it is.
func (w *assigning) fill(a *assess.Answer, control *assess.Control, boundaries []assess.Owner) error {
	if err := w.fillClause(a, control, w.side(boundaries)); err != nil {
		return err
	}
	if w.wish.Status != nil {
		a.Declared = w.values.declared
	}
	if w.wish.Concluded != nil {
		a.Concluded = w.values.concluded
	}
	if w.wish.GapAddressed != nil {
		a.GapAddressed = assess.TraitNo
		if *w.wish.GapAddressed {
			a.GapAddressed = assess.TraitYes
		}
	}
	if w.wish.Due != nil {
		a.Due = w.values.due
	}
	w.fillBoundary(a)
	return nil
}

func (w *assigning) fillClause(a *assess.Answer, control *assess.Control, side assess.Side) error {
	at := &a.Customer
	if side == assess.ProviderSide {
		at = &a.Provider
	}
	clause := assess.Clause{}
	if *at != nil {
		clause = **at
	}
	if w.wish.Template {
		if err := w.applyTemplate(&clause, control); err != nil {
			return err
		}
	} else if w.wish.Accountable != nil {
		clause.Accountable = w.values.accountable
	}
	if w.wish.Responsible != nil {
		clause.Responsible = w.values.responsible
	}
	if w.wish.Consulted != nil {
		clause.Consulted = w.values.consulted
	}
	if w.wish.Informed != nil {
		clause.Informed = w.values.informed
	}
	if w.wish.Reference != nil && w.wish.Boundary == nil {
		clause.Reference = w.values.reference
	}
	*at = &clause
	return nil
}

// fillBoundary gives rationale and reference to the decision where one is
// made, else the rationale to the answer as a whole.
func (w *assigning) fillBoundary(a *assess.Answer) {
	if w.wish.Boundary == nil {
		setText(&a.Rationale, w.wish.Rationale)
		return
	}
	decision := &assess.Decision{Owner: w.values.boundary}
	if decision.Owner != "" {
		decision.By = w.who.Author
		setText(&decision.Rationale, w.wish.Rationale)
		if w.values.reference != nil {
			decision.Reference = w.values.reference.Text
		}
	}
	if decision.Owner == "" {
		decision = nil
	}
	a.Boundary = decision
}

// applyTemplate sets a control's default RACI, finding each role among the
// parties by name or function, and bringing it in as a team where it is new.
func (w *assigning) applyTemplate(clause *assess.Clause, control *assess.Control) error {
	template := control.RACI
	chosen := ""
	if w.wish.Accountable != nil {
		chosen = clean(*w.wish.Accountable)
	}
	switch {
	case chosen != "":
		if err := w.mayChoose(chosen, template.Accountable); err != nil {
			return err
		}
	case len(template.Accountable) == 1:
		chosen = template.Accountable[0]
	default:
		return wrongInput("the template of %s names %s as accountable, and only one can be", control.ID, strings.Join(template.Accountable, " and ")).
			hint("choose one with --accountable")
	}
	clause.Accountable = w.role(chosen)
	if party := w.state.Parties[clause.Accountable]; party != nil && party.Retired {
		return wrongInput("%s is retired and cannot become accountable", party.Name).hint("choose another with --accountable")
	}
	clause.Responsible = w.roleIDs(template.Responsible)
	clause.Consulted = w.roleIDs(template.Consulted)
	clause.Informed = w.roleIDs(template.Informed)
	return nil
}

// mayChoose reports whether somebody can be put in the place that a template
// leaves open: one whom it names itself, or a party that there is. Anything
// else is a slip of the pen and makes no new team.
func (w *assigning) mayChoose(name string, named []string) error {
	if slices.ContainsFunc(named, func(role string) bool { return strings.EqualFold(role, name) }) {
		return nil
	}
	_, err := w.validParty(name)
	return err
}

func (w *assigning) roleIDs(roles []string) []string {
	ids := make([]string, len(roles))
	for i, role := range roles {
		ids[i] = w.role(role)
	}
	return set(ids)
}

func (w *assigning) role(name string) string {
	folded := strings.ToLower(name)
	if id, known := w.roles[folded]; known {
		return id
	}
	for _, party := range w.state.SortedParties() {
		if party.ID == name || strings.EqualFold(party.Name, name) || strings.EqualFold(party.Function, name) {
			w.roles[folded] = party.ID
			return party.ID
		}
	}
	party := &assess.Party{ID: w.derivedID("party", folded), Name: name, Type: assess.Team}
	w.roles[folded] = party.ID
	w.change.put(party)
	w.done.NewParties = append(w.done.NewParties, name)
	return party.ID
}
