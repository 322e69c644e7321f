package engagement

import (
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// Sentences says what a commit did, as a person would. They are made from the
// changes each time, never stored; names are those of today, or else those
// that the changes themselves carry.
func (s *Session) sentences(changes []history.Change) []string {
	n := narrator{session: s, names: map[assess.Ref]string{}}
	byKind := map[assess.RecordKind][]history.Change{}
	for _, change := range changes {
		byKind[change.Ref.Kind] = append(byKind[change.Ref.Kind], change)
		n.remember(change)
	}
	var sentences []string
	for _, kind := range assess.RecordKinds {
		if len(byKind[kind]) > 0 {
			sentences = append(sentences, n.tell(kind, byKind[kind])...)
		}
	}
	return sentences
}

type narrator struct {
	session *Session
	names   map[assess.Ref]string
}

// remember keeps the name that a change gives or takes, for records that are
// no more.
func (n *narrator) remember(change history.Change) {
	for _, f := range change.Fields {
		if f.Path == "name" || f.Path == "title" {
			name := f.New
			if name == "" {
				name = f.Old
			}
			n.names[change.Ref] = name
		}
	}
}

func (n *narrator) name(kind assess.RecordKind, key string) string {
	ref := assess.Ref{Kind: kind, Key: key}
	switch record := n.session.state.Get(ref).(type) {
	case *assess.Asset:
		return record.Name
	case *assess.Party:
		return record.Name
	case *assess.Evidence:
		return record.Name
	case *assess.Action:
		return record.Title
	}
	if name := n.names[ref]; name != "" {
		return name
	}
	return "somebody or something no longer on record"
}

func (n *narrator) tell(kind assess.RecordKind, changes []history.Change) []string {
	switch kind {
	case assess.KindEngagement:
		return n.tellEngagement(changes[0])
	case assess.KindCell:
		return n.tellAnswers(changes, n.cells)
	case assess.KindRule:
		return n.tellAnswers(changes, n.rules)
	case assess.KindDisposition:
		return n.tellDispositions(changes)
	}
	return n.tellThings(kind, changes)
}

func (n *narrator) tellEngagement(change history.Change) []string {
	if client := field(change, "client"); client != nil && client.Old == "" {
		return []string{"Began the engagement for " + client.New}
	}
	var sentences []string
	if packs := field(change, "packs"); packs != nil {
		sentences = append(sentences, "Took another catalogue")
	}
	if words := fieldWords(change.Fields, "packs"); len(words) > 0 {
		sentences = append(sentences, "Stated the "+list(words))
	}
	return sentences
}

// thing says how records of a kind are called, and which field gives birth to
// one.
var things = map[assess.RecordKind]struct{ one, many, born string }{
	assess.KindAsset:    {"the asset", "assets", "name"},
	assess.KindParty:    {"the party", "parties", "name"},
	assess.KindEvidence: {"the evidence", "pieces of evidence", "name"},
	assess.KindAction:   {"the action", "actions", "title"},
}

// tellThings tells of assets, parties, evidence and actions: those added,
// those removed, those retired, and those changed.
func (n *narrator) tellThings(kind assess.RecordKind, changes []history.Change) []string {
	thing := things[kind]
	groups := map[string][]history.Change{}
	for _, change := range changes {
		verb := "Changed"
		if born := field(change, thing.born); born != nil && born.Old == "" {
			verb = "Added"
		} else if born != nil && born.New == "" {
			verb = "Removed"
		} else if retires(change) {
			verb = "Retired"
		}
		groups[verb] = append(groups[verb], change)
	}
	var sentences []string
	for _, verb := range []string{"Added", "Changed", "Retired", "Removed"} {
		if group := groups[verb]; len(group) > 0 {
			sentences = append(sentences, verb+" "+n.which(kind, verb, group))
		}
	}
	return sentences
}

func retires(change history.Change) bool {
	lifecycle, retired := field(change, "lifecycle"), field(change, "retired")
	return len(change.Fields) == 1 && (lifecycle != nil && lifecycle.New == string(assess.LifecycleRetired) || retired != nil && retired.New == "true")
}

func (n *narrator) which(kind assess.RecordKind, verb string, group []history.Change) string {
	thing := things[kind]
	what := fmt.Sprintf("%s %s", number(len(group)), thing.many)
	if len(group) == 1 {
		what = thing.one + " " + n.name(kind, group[0].Ref.Key)
	} else if len(group) <= 3 {
		names := make([]string, len(group))
		for i, change := range group {
			names[i] = n.name(kind, change.Ref.Key)
		}
		what = "the " + thing.many + " " + list(names)
	}
	if verb != "Changed" {
		return what
	}
	if len(group) == 1 && len(group[0].Fields) == 1 {
		f := group[0].Fields[0]
		return fmt.Sprintf("%s of %s from %s to %s", pathWords(f.Path), what, n.value(f.Path, f.Old), n.value(f.Path, f.New))
	}
	var all []history.FieldChange
	for _, change := range group {
		all = append(all, change.Fields...)
	}
	return what + " (" + list(fieldWords(all)) + ")"
}

// tellAnswers tells of cells or rules, those that say the same together.
func (n *narrator) tellAnswers(changes []history.Change, where func([]history.Change) string) []string {
	var order []string
	groups := map[string][]history.Change{}
	for _, change := range changes {
		said := n.said(change)
		if groups[said] == nil {
			order = append(order, said)
		}
		groups[said] = append(groups[said], change)
	}
	sentences := make([]string, len(order))
	for i, said := range order {
		sentences[i] = strings.ReplaceAll(said, "%WHERE%", where(groups[said]))
	}
	return sentences
}

// said words one answer; %WHERE% stands for the cells.
func (n *narrator) said(change history.Change) string {
	var parts []string
	told := map[string]bool{}
	tell := func(path, form, cleared string) {
		f := field(change, path)
		if f == nil {
			return
		}
		told[path] = true
		if f.New == "" {
			parts = append(parts, cleared)
			return
		}
		parts = append(parts, fmt.Sprintf(form, n.value(path, f.New)))
	}
	tell("customer.accountable", "Made %s accountable for %%WHERE%%", "Took the accountable party off %WHERE%")
	tell("provider.accountable", "Made %s accountable on the provider's side for %%WHERE%%", "Took the accountable party on the provider's side off %WHERE%")
	tell("boundary.owner", "Decided the boundary of %%WHERE%% as %s", "Took the boundary decision back for %WHERE%")
	tell("declared.status", "Declared %%WHERE%% %s", "Took the declared status of %WHERE% back")
	tell("concluded.status", "Concluded %%WHERE%% %s", "Took the conclusion on %WHERE% back")
	var rest []history.FieldChange
	for _, f := range change.Fields {
		accompanies := strings.HasPrefix(f.Path, "boundary.") || strings.HasPrefix(f.Path, "declared.") || strings.HasPrefix(f.Path, "concluded.") ||
			f.Path == "at" || f.Path == "control" || f.Path == "category" || strings.HasPrefix(f.Path, "scope.")
		if !told[f.Path] && !accompanies {
			rest = append(rest, f)
		}
	}
	if words := fieldWords(rest); len(words) > 0 {
		parts = append(parts, "Set the "+list(words)+" of %WHERE%")
	}
	if len(parts) == 0 {
		return "Answered %WHERE% again"
	}
	for i := 1; i < len(parts); i++ { // "Made A accountable for x; declared it implemented"
		parts[i] = strings.ReplaceAll(lowerFirst(parts[i]), "%WHERE%", "it")
	}
	return strings.Join(parts, "; ")
}

func (n *narrator) cells(changes []history.Change) string {
	if len(changes) > 1 {
		return number(len(changes)) + " cells"
	}
	asset, control, _ := strings.Cut(changes[0].Ref.Key, "/")
	return n.control(control) + " on " + n.name(assess.KindAsset, asset)
}

func (n *narrator) rules(changes []history.Change) string {
	texts := make([]string, 0, len(changes))
	for _, change := range changes {
		texts = append(texts, n.rule(change))
	}
	if len(texts) > 3 {
		return number(len(texts)) + " rules"
	}
	return list(texts)
}

func (n *narrator) rule(change history.Change) string {
	rule := n.session.state.Rules[change.Ref.Key]
	if rule == nil {
		rule = &assess.Rule{}
		for _, f := range change.Fields {
			text := f.New + f.Old
			switch f.Path {
			case "scope.kind":
				rule.Scope.Kind = assess.ScopeKind(text)
			case "scope.value":
				rule.Scope.Value = text
			case "control":
				rule.Control = text
			case "category":
				rule.Category = text
			}
		}
	}
	return RuleWords(n.session.catalogue, rule)
}

// RuleWords says what a rule reaches: "Rate & cost limits on every AWS asset".
func RuleWords(c *assess.Catalogue, rule *assess.Rule) string {
	what := "every control"
	if control := c.Control(rule.Control); control != nil {
		what = control.Short
	} else if rule.Control != "" {
		what = rule.Control
	} else if rule.Category != "" {
		what = "every " + strings.ReplaceAll(rule.Category, "_", " ") + " control"
	}
	switch rule.Scope.Kind {
	case assess.ScopeProvider:
		return what + " on every " + rule.Scope.Value + " asset"
	case assess.ScopeHosting:
		return what + " on every asset hosted as " + rule.Scope.Value
	case assess.ScopeTag:
		return what + " on every asset tagged " + rule.Scope.Value
	}
	return what + " on every asset"
}

func (n *narrator) control(id string) string {
	if control := n.session.catalogue.Control(id); control != nil {
		return control.Short
	}
	return id
}

func (n *narrator) tellDispositions(changes []history.Change) []string {
	var sentences []string
	for _, change := range changes {
		about := "a finding"
		if d := n.session.state.Dispositions[change.Ref.Key]; d != nil {
			about = "the finding " + strings.ReplaceAll(string(d.Kind), "_", " ")
			if d.Control != "" {
				about += " of " + n.control(d.Control)
			}
			if d.Asset != "" {
				about += " on " + n.name(assess.KindAsset, d.Asset)
			}
		}
		if as := field(change, "as"); as != nil && as.New != "" {
			sentences = append(sentences, fmt.Sprintf("Marked %s as %s", about, strings.ReplaceAll(as.New, "_", " ")))
		} else if severity := field(change, "severity"); severity != nil && severity.New != "" {
			sentences = append(sentences, fmt.Sprintf("Adjusted the severity of %s to %s", about, severity.New))
		} else {
			sentences = append(sentences, "Changed what was decided about "+about)
		}
	}
	if len(sentences) > 3 {
		return []string{fmt.Sprintf("Decided about %s findings", number(len(sentences)))}
	}
	return sentences
}

// value words a field's value: ids become names.
func (n *narrator) value(path, text string) string {
	switch {
	case text == "":
		return "nothing"
	case path == "owner" || strings.HasSuffix(path, "accountable") || strings.HasSuffix(path, ".by") || path == "provided_by":
		if n.session.state.Parties[text] != nil || n.names[assess.Ref{Kind: assess.KindParty, Key: text}] != "" {
			return n.name(assess.KindParty, text)
		}
	case strings.HasSuffix(path, "status") || strings.HasSuffix(path, "boundary.owner"):
		return strings.ReplaceAll(text, "_", " ")
	}
	return shorten(text, 60)
}

func field(change history.Change, path string) *history.FieldChange {
	if at := slices.IndexFunc(change.Fields, func(f history.FieldChange) bool { return f.Path == path }); at >= 0 {
		return &change.Fields[at]
	}
	return nil
}

// fieldWords names the fields, each once, leaving some out.
func fieldWords(fields []history.FieldChange, leaveOut ...string) []string {
	var words []string
	for _, f := range fields {
		word := pathWords(f.Path)
		if !slices.Contains(words, word) && !slices.Contains(leaveOut, f.Path) {
			words = append(words, word)
		}
	}
	return words
}

// pathWords words a path: "customer.responsible[…]" is "responsible".
func pathWords(path string) string {
	path, _, _ = strings.Cut(path, "[")
	path = strings.TrimPrefix(path, "customer.")
	path = strings.Replace(path, "provider.", "provider's ", 1)
	return strings.NewReplacer("_", " ", ".", " ").Replace(path)
}

func list(words []string) string {
	switch n := len(words); {
	case n == 0:
		return ""
	case n == 1:
		return words[0]
	case n > 4:
		return strings.Join(words[:3], ", ") + fmt.Sprintf(" and %d more", n-3)
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

// number writes a count with separators: 2,133.
func number(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
