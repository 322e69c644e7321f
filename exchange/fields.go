package exchange

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// field is one field of an asset as a table shows it. Reading and writing stand
// side by side because they must be each other's inverse.
type field struct {
	name string // in our header, and in JSON
	// list fields hold several values, separated by listSeparator; put adds one.
	list bool
	// free fields take any text.
	free bool
	// prose keeps its line breaks wherever it comes from.
	prose bool
	// put gives the asset's field a value, or says why it does not take it.
	put func(*assess.Asset, string, *terms) *refusal
	get func(*assess.Asset) string
}

// refusal says why a value is not taken: "is no exposure: use …".
type refusal struct {
	reason  words.Said
	nearest []string
}

const listSeparator = "|"

// fields are all columns of our own table, in the order in which they are
// written.
var fields = []*field{
	text("name", func(a *assess.Asset) *string { return &a.Name }),
	hosting(),
	text("provider", func(a *assess.Asset) *string { return &a.Provider }),
	text("service", func(a *assess.Asset) *string { return &a.Service }),
	text("model", func(a *assess.Asset) *string { return &a.Model }),
	text("account", func(a *assess.Asset) *string { return &a.Account }),
	text("region", func(a *assess.Asset) *string { return &a.Region }),
	text("endpoint", func(a *assess.Asset) *string { return &a.Endpoint }),
	text("environment", func(a *assess.Asset) *string { return &a.Environment }),
	dataClasses(),
	word("exposure", "exposure", assess.Exposures, func(a *assess.Asset) *assess.Exposure { return &a.Exposure }),
	trait("retrieval", func(a *assess.Asset) *assess.Trait { return &a.Retrieval }),
	trait("agentic", func(a *assess.Asset) *assess.Trait { return &a.Agentic }),
	trait("fine_tuned", func(a *assess.Asset) *assess.Trait { return &a.FineTuned }),
	trait("custom_trained", func(a *assess.Asset) *assess.Trait { return &a.CustomTrained }),
	word("approval", "approval state", assess.Approvals, func(a *assess.Asset) *assess.Approval { return &a.Approval }),
	approvedUntil(),
	word("lifecycle", "lifecycle stage", assess.Lifecycles, func(a *assess.Asset) *assess.Lifecycle { return &a.Lifecycle }),
	owner(),
	tags(),
	prose("notes", func(a *assess.Asset) *string { return &a.Notes }),
	text("external_id", func(a *assess.Asset) *string { return &a.ExternalID }),
}

func fieldNames() []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return names
}

// fieldNamed finds a field by its name in any case, with spaces or hyphens.
func fieldNamed(text string) (*field, bool) {
	name, ok := assess.Parse(squeeze(text), fieldNames())
	if !ok {
		return nil, false
	}
	return fields[slices.IndexFunc(fields, func(f *field) bool { return f.name == name })], true
}

func text(name string, at func(*assess.Asset) *string) *field {
	return &field{
		name: name,
		free: true,
		put:  func(a *assess.Asset, value string, _ *terms) *refusal { *at(a) = value; return nil },
		get:  func(a *assess.Asset) string { return *at(a) },
	}
}

func prose(name string, at func(*assess.Asset) *string) *field {
	f := text(name, at)
	f.prose = true
	return f
}

func word[W ~string](name, kind string, known []W, at func(*assess.Asset) *W) *field {
	return &field{
		name: name,
		put: func(a *assess.Asset, value string, t *terms) *refusal {
			w, ok := assess.Parse(squeeze(value), known)
			if !ok {
				return notAWord(kind, value, known, t)
			}
			*at(a) = w
			return nil
		},
		get: func(a *assess.Asset) string { return string(*at(a)) },
	}
}

func trait(name string, at func(*assess.Asset) *assess.Trait) *field {
	return word(name, "answer", assess.Traits, at)
}

func notAWord[W ~string](kind, value string, known []W, t *terms) *refusal {
	spelled := make([]Name, len(known))
	for i, w := range known {
		spelled[i] = Name{ID: string(w), Name: string(w)}
	}
	return &refusal{
		reason:  words.Say("is no %s: use %s", words.Say(kind), assess.Words(known)),
		nearest: t.nearest(kind, value, spelled, func(n Name) string { return n.ID }),
	}
}

func dataClasses() *field {
	return &field{
		name: "data",
		list: true,
		put: func(a *assess.Asset, value string, t *terms) *refusal {
			class, ok := assess.Parse(squeeze(value), assess.DataClasses)
			if !ok {
				return notAWord("data class", value, assess.DataClasses, t)
			}
			a.Data = addToSet(a.Data, string(class))
			return nil
		},
		get: func(a *assess.Asset) string { return strings.Join(a.Data, listSeparator) },
	}
}

func tags() *field {
	return &field{
		name: "tags",
		list: true,
		free: true,
		put: func(a *assess.Asset, value string, _ *terms) *refusal {
			a.Tags = addToSet(a.Tags, value)
			return nil
		},
		get: func(a *assess.Asset) string { return strings.Join(a.Tags, listSeparator) },
	}
}

// addToSet keeps a set as the records keep it: sorted, without repeats.
func addToSet(set []string, value string) []string {
	i, found := slices.BinarySearch(set, value)
	if found {
		return set
	}
	return slices.Insert(set, i, value)
}

func hosting() *field {
	return &field{
		name: "hosting_model",
		put: func(a *assess.Asset, value string, t *terms) (no *refusal) {
			a.Hosting, no = t.hosting.find(value, t)
			return no
		},
		get: func(a *assess.Asset) string { return a.Hosting },
	}
}

func owner() *field {
	return &field{
		name: "owner",
		put: func(a *assess.Asset, value string, t *terms) (no *refusal) {
			a.Owner, no = t.parties.find(value, t)
			return no
		},
		get: func(a *assess.Asset) string { return a.Owner },
	}
}

func approvedUntil() *field {
	return &field{
		name: "approved_until",
		put: func(a *assess.Asset, value string, t *terms) *refusal {
			date, err := parseDate(value, t.dates)
			if err != nil {
				return &refusal{reason: words.Say("%s", err)}
			}
			a.ApprovedUntil = date
			return nil
		},
		get: func(a *assess.Asset) string { return a.ApprovedUntil.String() },
	}
}
