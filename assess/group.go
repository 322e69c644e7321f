package assess

// Group is one of the columns into which the categories of controls fold where
// there is no room for all of them.
type Group int

// The groups.
const (
	GroupIdentity Group = iota
	GroupData
	GroupInputOutput
	GroupMonitoring
	GroupSupplyChain
	GroupGovernance
	Groups // how many there are
)

var groupNames = [Groups]string{"Identity & access", "Data", "Input / output", "Monitoring", "Supply chain", "Governance"}

// Name heads the group's column.
func (g Group) Name() string { return groupNames[g] }

// categoryGroups folds the base catalogue's categories.
var categoryGroups = map[string]Group{
	"access_control": GroupIdentity, "agent_security": GroupIdentity, "network_security": GroupIdentity, "identity": GroupIdentity,
	"cryptography": GroupData, "data_governance": GroupData, "data_pipeline": GroupData, "privacy": GroupData,
	"input_security": GroupInputOutput, "output_security": GroupInputOutput, "configuration_security": GroupInputOutput,
	"monitoring": GroupMonitoring, "detection": GroupMonitoring, "incident_management": GroupMonitoring, "availability": GroupMonitoring,
	"supply_chain": GroupSupplyChain, "vulnerability_management": GroupSupplyChain, "change_management": GroupSupplyChain,
	"asset_management": GroupGovernance, "assurance": GroupGovernance, "compliance": GroupGovernance, "governance": GroupGovernance,
}

// GroupOf folds a category. One that is not known here, from a pack of the
// assessor's own, falls under governance.
func GroupOf(category string) Group {
	if group, ok := categoryGroups[category]; ok {
		return group
	}
	return GroupGovernance
}
