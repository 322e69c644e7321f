package engagement

import (
	"maps"
	"slices"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// ConflictKind says what a conflict is about.
type ConflictKind string

// The kinds of conflict: a field, or some that say one thing together; a record
// that one side removed and the other changed; and what cannot be meant
// together.
const (
	FieldConflict   ConflictKind = "field"
	RecordConflict  ConflictKind = "record"
	MeaningConflict ConflictKind = "meaning"
)

// MergeConflict is something that a person has to answer before a merge.
type MergeConflict struct {
	// ID is the same on both laptops.
	ID   string
	Kind ConflictKind
	Ref  assess.Ref
	// Unit is the field, or the name of fields that are taken as a whole; empty
	// for the record as a whole and for meaning.
	Unit string
	// What says what a conflict of meaning is about.
	What words.Said
	// BaseUnknown says that earlier merges answered this differently.
	BaseUnknown        bool
	Base, Ours, Theirs MergeValue
	Choices            []history.Choice
}

// ChooseBoth takes the result of a merge as it is; it answers conflicts of
// meaning.
const ChooseBoth history.Choice = "both"

// MergeValue is what one side has, and who said so last.
type MergeValue struct {
	// Fields are those of the unit, or of a meaning what this side says of it, as
	// changes of records.
	Fields  history.Fields
	Changes []history.Change
	Said    history.Entry
	Known   bool // who said it
}

// describe lists the conflicts for a person.
func (m *Merging) describe() error {
	if len(m.merge.Conflicts)+len(m.meanings) == 0 {
		return nil
	}
	var touched [2]*history.Touches
	for side, heads := range [2][2]history.ID{{m.other.head, m.head}, {m.head, m.other.head}} {
		var err error
		if touched[side], err = m.graph.Touched(heads[0], heads[1], m.load); err != nil {
			return storeError(err)
		}
	}
	for _, c := range m.merge.Conflicts {
		shown := MergeConflict{ID: c.ID, Kind: FieldConflict, Ref: c.Ref, Unit: c.Unit, BaseUnknown: c.BaseUnknown, Base: MergeValue{Fields: c.Base}}
		shown.Choices = []history.Choice{history.ChooseOurs, history.ChooseTheirs, history.ChooseOwn}
		if c.Unit == "" {
			shown.Kind, shown.Choices = RecordConflict, shown.Choices[:2]
		}
		shown.Ours = lastSaid(touched[history.Ours], c.Ref, c.Unit, c.Ours)
		shown.Theirs = lastSaid(touched[history.Theirs], c.Ref, c.Unit, c.Theirs)
		m.Conflicts = append(m.Conflicts, shown)
	}
	for _, meant := range m.meanings {
		shown := MergeConflict{ID: meant.id, Kind: MeaningConflict, Ref: meant.about, What: meant.what}
		shown.Choices = []history.Choice{history.ChooseOurs, history.ChooseTheirs, ChooseBoth}
		shown.Ours = m.meant(touched[history.Ours], history.Ours, meant.parts[history.Ours])
		shown.Theirs = m.meant(touched[history.Theirs], history.Theirs, meant.parts[history.Theirs])
		m.Conflicts = append(m.Conflicts, shown)
	}
	return nil
}

func lastSaid(by *history.Touches, ref assess.Ref, unit string, fields history.Fields) MergeValue {
	value := MergeValue{Fields: fields}
	value.Said, value.Known = by.Last(ref, unit, fields)
	return value
}

// meant is what a side says in a conflict of meaning; the newest of its parts
// says when.
func (m *Merging) meant(by *history.Touches, side history.Side, parts []part) MergeValue {
	value := MergeValue{Fields: history.Fields{}}
	changes := map[assess.Ref][]history.FieldChange{}
	for _, p := range parts {
		for _, f := range m.sides[side].says[p.ref] {
			if p.unit == "" || history.UnitOf(p.ref.Kind, f.Path) == p.unit {
				changes[p.ref] = append(changes[p.ref], f)
			}
		}
		said, known := by.Last(p.ref, p.unit, history.Flatten(m.sides[side].at(p.ref)))
		if known && (!value.Known || said.Header.Time > value.Said.Header.Time) {
			value.Said, value.Known = said, true
		}
	}
	for ref, fields := range changes {
		value.Changes = append(value.Changes, history.Change{Ref: ref, Fields: fields})
		for _, f := range fields {
			value.Fields[string(ref.Kind)+" "+ref.Key+" "+f.Path] = f.New
		}
	}
	value.Changes = history.Sorted(value.Changes)
	return value
}

// ConflictWords are the words for a conflict and its values in a language.
type ConflictWords struct {
	Record, Name, Unit string
	// Base, Ours and Theirs give the values that are ids their names, by path.
	Base, Ours, Theirs map[string]string
	// OursSays and TheirsSays tell what each side says of a conflict of meaning.
	OursSays, TheirsSays []string
}

// Words words a conflict.
func (m *Merging) Words(l *words.Language, c *MergeConflict) ConflictWords {
	n := m.narrator(l)
	w := ConflictWords{
		Record: n.kindWord(c.Ref.Kind), Name: n.recordName(m, c.Ref),
		Base: n.idNames(c.Base.Fields), Ours: n.idNames(c.Ours.Fields), Theirs: n.idNames(c.Theirs.Fields),
	}
	switch c.Kind {
	case FieldConflict:
		w.Unit = n.fieldWord(c.Ref.Kind, standsFor(c.Ref.Kind, c.Unit))
	case RecordConflict:
		w.Unit = n.say("removed on one side, changed on the other")
	case MeaningConflict:
		w.Unit = c.What.In(l)
		w.OursSays, w.TheirsSays = m.session.sentences(l, c.Ours.Changes), m.session.sentences(l, c.Theirs.Changes)
	}
	return w
}

// standsFor is the field after which a unit of several is named.
func standsFor(kind assess.RecordKind, unit string) string {
	switch unit {
	case "declared", "concluded":
		return unit + ".status"
	case "boundary":
		return "boundary.owner"
	case "decision":
		return "as"
	case "file":
		return "name"
	case "inventory_confirmed":
		return "inventory_confirmed_by"
	case "period":
		if kind == assess.KindEvidence {
			return "from"
		}
		return "period_from"
	}
	return unit
}

func (n *narrator) kindWord(kind assess.RecordKind) string {
	switch kind {
	case assess.KindAsset:
		return n.say("asset")
	case assess.KindParty:
		return n.say("party")
	case assess.KindCell:
		return n.say("cell")
	case assess.KindRule:
		return n.say("rule")
	case assess.KindEvidence:
		return n.say("evidence")
	case assess.KindDisposition:
		return n.say("finding")
	case assess.KindAction:
		return n.say("action")
	}
	return n.say("engagement")
}

// narrator knows the names on both sides.
func (m *Merging) narrator(l *words.Language) *narrator {
	n := &narrator{language: l, session: m.session, names: map[assess.Ref]string{}}
	for _, side := range m.sides {
		for _, ref := range side.refs {
			n.remember(history.Change{Ref: ref, Fields: side.says[ref]})
		}
	}
	return n
}

// recordName names a record, whichever side has it.
func (n *narrator) recordName(m *Merging, ref assess.Ref) string {
	made := history.Change{Ref: ref, Fields: m.sides[history.Theirs].says[ref]}
	switch ref.Kind {
	case assess.KindEngagement:
		return n.session.state.Engagement.Client
	case assess.KindCell:
		name, _ := n.cells([]history.Change{made})
		return name
	case assess.KindRule:
		name, _ := n.rules([]history.Change{made})
		return name
	case assess.KindDisposition:
		for _, side := range m.sides {
			if d, ok := side.at(ref).(*assess.Disposition); ok {
				return n.findingName(d)
			}
		}
		return ref.Key
	}
	return n.name(ref.Kind, ref.Key)
}

func (n *narrator) findingName(d *assess.Disposition) string {
	if d.Asset == "" {
		return n.control(d.Control)
	}
	return n.say("%s on %s", n.control(d.Control), n.name(assess.KindAsset, d.Asset))
}

// idNames gives the fields that hold an id the name behind it.
func (n *narrator) idNames(fields history.Fields) map[string]string {
	names := map[string]string{}
	for _, path := range slices.Sorted(maps.Keys(fields)) {
		id := fields[path]
		if named := assignedBy(assess.KindAsset, history.FieldChange{Path: path, New: id}); named != "" {
			id = named
		} else if linked, ok := element(path, "assets"); ok {
			id = linked
		}
		for _, kind := range []assess.RecordKind{assess.KindParty, assess.KindAsset, assess.KindEvidence} {
			ref := assess.Ref{Kind: kind, Key: id}
			if n.session.state.Get(ref) != nil || n.names[ref] != "" {
				names[path] = n.name(kind, id)
			}
		}
	}
	return names
}
