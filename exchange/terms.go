package exchange

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demarc/assess"
	"demarc/words"
)

// terms is what the words of one table can refer to, and how it writes dates.
type terms struct {
	hosting, parties, controls *index
	dates                      dateOrder
	// platforms are hosting models by their aliases in letters and digits.
	platforms map[string]string
	// platformNames are hosting models by id, name and alias.
	platformNames []Name
	// offered remembers the nearest names of a wrong one: tables repeat their
	// mistakes, and comparing names is slow.
	offered map[[2]string][]string
	meet    func(name string) (id string)
}

// mostOffered bounds the names for which nearest ones are looked up, so that a
// table in which every row is wrong is refused in reasonable time.
const mostOffered = 200

func newTerms(known Known) *terms {
	models := append([]Name{{assess.HostingUnknown, assess.HostingUnknown}}, known.Hosting...)
	platforms, platformNames := map[string]string{}, slices.Clone(models)
	for _, model := range models {
		for _, alias := range known.HostingAliases[model.ID] {
			platforms[lettersOf(alias)] = model.ID
			platformNames = append(platformNames, Name{ID: model.ID, Name: alias})
		}
	}
	return &terms{
		platforms:     platforms,
		platformNames: platformNames,

		hosting:  newIndex("hosting model", models, func(n Name) string { return n.ID }),
		parties:  newIndex("party", known.Parties, func(n Name) string { return n.Name }),
		controls: newIndex("control", known.Controls, func(n Name) string { return n.ID }),
		offered:  map[[2]string][]string{},
		meet:     known.Meet,
	}
}

func (t *terms) nearest(kind, value string, names []Name, show func(Name) string) []string {
	key := [2]string{kind, firstBytes(value, 4*longestCompared)}
	if near, ok := t.offered[key]; ok || len(t.offered) >= mostOffered {
		return near
	}
	near := nearest(value, names, show)
	t.offered[key] = near
	return near
}

// index finds names of one kind.
type index struct {
	kind   string
	names  []Name
	show   func(Name) string
	byFold map[string][]string // ids
}

func newIndex(kind string, names []Name, show func(Name) string) *index {
	x := &index{kind: kind, names: names, show: show, byFold: map[string][]string{}}
	for _, n := range names {
		for _, spelling := range []string{fold(n.ID), fold(n.Name)} {
			if ids := x.byFold[spelling]; spelling != "" && !slices.Contains(ids, n.ID) {
				x.byFold[spelling] = append(ids, n.ID)
			}
		}
	}
	return x
}

// find returns the id of the one thing that text names by id or name. An exact
// id wins over a name that reads the same.
func (x *index) find(text string, t *terms) (string, *refusal) {
	ids := x.byFold[fold(text)]
	if slices.Contains(ids, text) {
		return text, nil
	}
	switch len(ids) {
	case 1:
		return ids[0], nil
	case 0:
		if x == t.parties && t.meet != nil {
			if id := t.meet(text); id != "" {
				return id, nil
			}
		}
		if id, ok := t.platforms[lettersOf(text)]; ok && x == t.hosting {
			return "", &refusal{reason: words.Say("is no known %s", words.Say(x.kind)), nearest: []string{id}}
		}
		return "", &refusal{reason: words.Say("is no known %s", words.Say(x.kind)), nearest: t.nearest(x.kind, text, x.names, x.show)}
	}
	return "", &refusal{reason: words.Say("names more than one %s: use its id", words.Say(x.kind)), nearest: ids[:min(len(ids), nearestShown)]}
}

// fold makes spellings comparable: case, kind and amount of white space,
// hyphens and underscores, and composed or decomposed accents do not count.
func fold(text string) string {
	return squeeze(hyphens.Replace(strings.ToLower(norm.NFC.String(text))))
}

var hyphens = strings.NewReplacer("_", " ", "-", " ")
