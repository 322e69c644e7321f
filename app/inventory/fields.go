package inventory

import (
	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// field is one field of an asset's form. A field has words to choose from, or
// holds several values, or is a text.
type field struct {
	Key   string // as tables and the history name it
	Label string
	Hint  string
	Prose bool

	words  func() []look.Option // nil: any text
	free   bool                 // words are only offered
	get    func(*assess.Asset) string
	set    func(*engagement.AssetFields, *string)
	values func(*assess.Asset) []string // of a field with several
	put    func(*engagement.AssetFields, *[]string)
}

// group is a part of the form.
type group struct {
	Title  string
	Fields []field
}

// groups are all fields of an asset, in the order of the form.
func groups(d *desk.Desk) []group {
	return []group{
		{d.T("WHAT IT IS"), identityFields(d)},
		{d.T("HOW IT RUNS"), runningFields(d)},
		{d.T("WHAT IT TOUCHES"), touchingFields(d)},
		{d.T("APPROVAL"), approvalFields(d)},
		{d.T("TRAITS"), traitFields(d)},
		{d.T("OWNER, TAGS, NOTES"), keepingFields(d)},
	}
}

func identityFields(d *desk.Desk) []field {
	return []field{
		{Key: "name", Label: d.T("Name"), get: func(a *assess.Asset) string { return a.Name }, set: func(f *engagement.AssetFields, v *string) { f.Name = v }},
		{Key: "service", Label: d.T("Service"), get: func(a *assess.Asset) string { return a.Service }, set: func(f *engagement.AssetFields, v *string) { f.Service = v }},
		{Key: "provider", Label: d.T("Provider"), Hint: d.T("as the hosting model says"), get: func(a *assess.Asset) string { return a.Provider }, set: func(f *engagement.AssetFields, v *string) { f.Provider = v }},
		{Key: "model", Label: d.T("Model"), get: func(a *assess.Asset) string { return a.Model }, set: func(f *engagement.AssetFields, v *string) { f.Model = v }},
		{Key: "external_id", Label: d.T("External id"), get: func(a *assess.Asset) string { return a.ExternalID }, set: func(f *engagement.AssetFields, v *string) { f.ExternalID = v }},
	}
}

func runningFields(d *desk.Desk) []field {
	return []field{
		{Key: "hosting_model", Label: d.T("Hosting"), words: d.HostingModels, get: hostingOf, set: func(f *engagement.AssetFields, v *string) { f.Hosting = v }},
		{Key: "account", Label: d.T("Account"), get: func(a *assess.Asset) string { return a.Account }, set: func(f *engagement.AssetFields, v *string) { f.Account = v }},
		{Key: "region", Label: d.T("Region"), get: func(a *assess.Asset) string { return a.Region }, set: func(f *engagement.AssetFields, v *string) { f.Region = v }},
		{Key: "endpoint", Label: d.T("Endpoint"), get: func(a *assess.Asset) string { return a.Endpoint }, set: func(f *engagement.AssetFields, v *string) { f.Endpoint = v }},
		{Key: "environment", Label: d.T("Environment"), get: func(a *assess.Asset) string { return a.Environment }, set: func(f *engagement.AssetFields, v *string) { f.Environment = v }},
		{Key: "lifecycle", Label: d.T("Lifecycle"), words: words(d, assess.Lifecycles), get: func(a *assess.Asset) string { return string(a.Lifecycle) }, set: func(f *engagement.AssetFields, v *string) { f.Lifecycle = v }},
	}
}

func touchingFields(d *desk.Desk) []field {
	return []field{
		{Key: "data", Label: d.T("Data"), Hint: d.T("add a class"), words: words(d, assess.DataClasses), values: func(a *assess.Asset) []string { return a.Data }, put: func(f *engagement.AssetFields, v *[]string) { f.Data = v }},
		{Key: "exposure", Label: d.T("Exposure"), words: words(d, assess.Exposures), get: func(a *assess.Asset) string { return string(a.Exposure) }, set: func(f *engagement.AssetFields, v *string) { f.Exposure = v }},
	}
}

func approvalFields(d *desk.Desk) []field {
	return []field{
		{Key: "approval", Label: d.T("Approval"), words: words(d, assess.Approvals), get: func(a *assess.Asset) string { return string(a.Approval) }, set: func(f *engagement.AssetFields, v *string) { f.Approval = v }},
		{Key: "approved_until", Label: d.T("Until"), Hint: d.T("YYYY-MM-DD"), get: func(a *assess.Asset) string { return a.ApprovedUntil.String() }, set: func(f *engagement.AssetFields, v *string) { f.ApprovedUntil = v }},
	}
}

func traitFields(d *desk.Desk) []field {
	yesNo := words(d, assess.Traits)
	return []field{
		{Key: "retrieval", Label: d.T("Retrieval"), words: yesNo, get: func(a *assess.Asset) string { return string(a.Retrieval) }, set: func(f *engagement.AssetFields, v *string) { f.Retrieval = v }},
		{Key: "agentic", Label: d.T("Agentic"), words: yesNo, get: func(a *assess.Asset) string { return string(a.Agentic) }, set: func(f *engagement.AssetFields, v *string) { f.Agentic = v }},
		{Key: "fine_tuned", Label: d.T("Fine-tuned"), words: yesNo, get: func(a *assess.Asset) string { return string(a.FineTuned) }, set: func(f *engagement.AssetFields, v *string) { f.FineTuned = v }},
		{Key: "custom_trained", Label: d.T("Custom-trained"), words: yesNo, get: func(a *assess.Asset) string { return string(a.CustomTrained) }, set: func(f *engagement.AssetFields, v *string) { f.CustomTrained = v }},
	}
}

func keepingFields(d *desk.Desk) []field {
	return []field{
		{Key: "owner", Label: d.T("Owner"), Hint: d.T("nobody yet: type a name"), words: d.Parties, free: true, get: func(a *assess.Asset) string { return a.Owner }, set: func(f *engagement.AssetFields, v *string) { f.Owner = v }},
		{Key: "tags", Label: d.T("Tags"), Hint: d.T("add a tag"), words: func() []look.Option { return tagsInUse(d) }, free: true, values: func(a *assess.Asset) []string { return a.Tags }, put: func(f *engagement.AssetFields, v *[]string) { f.Tags = v }},
		{Key: "notes", Label: d.T("Notes"), Prose: true, get: func(a *assess.Asset) string { return a.Notes }, set: func(f *engagement.AssetFields, v *string) { f.Notes = v }},
	}
}

func words[W ~string](d *desk.Desk, values []W) func() []look.Option {
	options := desk.Options(d, values)
	return func() []look.Option { return options }
}

// fieldLabels names fields by their keys, for tables of changes.
func fieldLabels(d *desk.Desk) map[string]string {
	labels := map[string]string{}
	for _, g := range groups(d) {
		for _, f := range g.Fields {
			labels[f.Key] = f.Label
		}
	}
	labels["approved_until"] = d.T("Approved until")
	return labels
}

// textOf is what a field shows of a stored value.
func (f *field) textOf(d *desk.Desk, value string) string {
	switch {
	case f.Key == "owner":
		return d.Person(value)
	case f.Key == "hosting_model":
		return d.HostingName(value)
	case f.words != nil:
		return wordText(d, value)
	case f.Prose:
		return value
	}
	return desk.OneLine(value)
}

// saved says in one sentence what a field became.
func (f *field) saved(d *desk.Desk, asset *assess.Asset) string {
	name, text := desk.OneLine(asset.Name), ""
	switch {
	case f.values != nil:
		for i, value := range f.values(asset) {
			if i > 0 {
				text += ", "
			}
			text += f.textOfOne(d, value)
		}
	case f.Prose:
		return d.T("%s of %s saved", f.Label, shorten(name, 60))
	default:
		text = f.textOf(d, f.get(asset))
	}
	if text == "" {
		return d.T("%s of %s is blank now", f.Label, shorten(name, 60))
	}
	return d.T("%s of %s is now %s", f.Label, shorten(name, 60), shorten(text, 60))
}

// textOfOne is one value of a field with several.
func (f *field) textOfOne(d *desk.Desk, value string) string {
	if f.free {
		return desk.OneLine(value)
	}
	return d.Plain(value)
}

// shorten cuts other people's texts to what a sentence bears.
func shorten(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most-1]) + "…"
}
