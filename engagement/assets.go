package engagement

import (
	"strings"

	"demarc/assess"
)

// AssetFields are the fields of an asset to set; nil leaves one as it is, an
// empty text clears it.
type AssetFields struct {
	Name, Hosting, Provider, Service, Model, Account, Region, Endpoint, Environment *string
	Exposure, Retrieval, Agentic, FineTuned, CustomTrained                          *string
	Approval, ApprovedUntil, Lifecycle, Owner, ExternalID, Notes                    *string
	Data, Tags                                                                      *[]string
	// NewOwner names a party that nobody knows yet: it is taken in as a team, and
	// owns the asset.
	NewOwner *string
}

// AddAsset takes an asset into the inventory. Without a hosting model it is
// unknown, and finding out is the first action.
func (s *Session) AddAsset(fields AssetFields) (*assess.Asset, error) {
	asset := &assess.Asset{ID: s.newID(), Hosting: assess.HostingUnknown}
	return asset, s.saveAsset(asset, fields)
}

// EditAsset changes fields of an asset.
func (s *Session) EditAsset(name string, fields AssetFields) (*assess.Asset, error) {
	old, err := s.FindAsset(name)
	if err != nil {
		return nil, err
	}
	asset := *old
	return &asset, s.saveAsset(&asset, fields)
}

func (s *Session) saveAsset(asset *assess.Asset, fields AssetFields) error {
	if err := s.fillAsset(asset, fields); err != nil {
		return err
	}
	change := newEdit()
	if fields.NewOwner != nil {
		team, err := s.newTeam(change, *fields.NewOwner)
		if err != nil {
			return err
		}
		asset.Owner = team.ID
	}
	change.put(asset)
	return s.commit(change)
}

// RetireAsset takes an asset out of the count; what is known of it stays.
func (s *Session) RetireAsset(name string) (*assess.Asset, error) {
	retired := string(assess.LifecycleRetired)
	return s.EditAsset(name, AssetFields{Lifecycle: &retired})
}

func (s *Session) fillAsset(a *assess.Asset, f AssetFields) error {
	for field, text := range map[*string]*string{
		&a.Name: f.Name, &a.Provider: f.Provider, &a.Service: f.Service, &a.Model: f.Model, &a.Account: f.Account,
		&a.Region: f.Region, &a.Endpoint: f.Endpoint, &a.Environment: f.Environment, &a.ExternalID: f.ExternalID,
	} {
		setLine(field, text)
	}
	setText(&a.Notes, f.Notes)
	if a.Name == "" {
		return wrongInput("an asset needs a name").hint("give it with --name")
	}
	if err := s.fillAssetWords(a, f); err != nil {
		return err
	}
	if err := s.checkExternalID(a, f.ExternalID); err != nil {
		return err
	}
	if f.Tags != nil {
		if a.Tags = set(*f.Tags); strings.Contains(strings.Join(a.Tags, ""), "|") {
			return wrongInput("a tag cannot hold |, which stands between tags in tables").hint("give each tag with a --tag of its own")
		}
	}
	return s.fillOwner(a, f.Owner)
}

// checkExternalID keeps an external id to one asset: by it an import knows
// which asset a row is about.
func (s *Session) checkExternalID(a *assess.Asset, given *string) error {
	if given == nil || a.ExternalID == "" {
		return nil
	}
	for _, other := range s.state.SortedAssets() {
		if other.ID != a.ID && other.ExternalID == a.ExternalID {
			return wrongInput("the external id %q is that of the asset %s", a.ExternalID, other.Name).hint("give another, or edit that asset")
		}
	}
	return nil
}

func (s *Session) fillAssetWords(a *assess.Asset, f AssetFields) error {
	if f.Hosting != nil {
		hosting, err := s.FindHosting(*f.Hosting)
		if err != nil {
			return err
		}
		a.Hosting = hosting
	}
	if f.Data != nil {
		classes, err := dataClasses(*f.Data)
		if err != nil {
			return err
		}
		a.Data = classes
	}
	return firstError(
		setWord(&a.Exposure, f.Exposure, "exposure", assess.Exposures),
		setWord(&a.Retrieval, f.Retrieval, "answer to retrieval", assess.Traits),
		setWord(&a.Agentic, f.Agentic, "answer to agentic", assess.Traits),
		setWord(&a.FineTuned, f.FineTuned, "answer to fine-tuned", assess.Traits),
		setWord(&a.CustomTrained, f.CustomTrained, "answer to custom-trained", assess.Traits),
		setWord(&a.Approval, f.Approval, "approval state", assess.Approvals),
		setWord(&a.Lifecycle, f.Lifecycle, "lifecycle stage", assess.Lifecycles),
		setDate(&a.ApprovedUntil, f.ApprovedUntil, "date until which the asset is approved"),
	)
}

func (s *Session) fillOwner(a *assess.Asset, name *string) error {
	switch {
	case name == nil:
	case clean(*name) == "":
		a.Owner = ""
	default:
		party, err := s.FindParty(*name)
		if err != nil {
			return err
		}
		a.Owner = party.ID
	}
	return nil
}

func dataClasses(texts []string) ([]string, error) {
	var classes []string
	for _, text := range set(texts) {
		class, ok := assess.Parse(text, assess.DataClasses)
		if !ok {
			return nil, wrongInput("%q is no data class: it is %s", text, assess.Words(assess.DataClasses))
		}
		classes = append(classes, string(class))
	}
	return set(classes), nil
}

// firstError returns the first error that is one, as an error.
func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
