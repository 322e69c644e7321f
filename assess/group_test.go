package assess

import "testing"

func TestCategoriesFold(t *testing.T) {
	for _, c := range []struct {
		category string
		want     Group
		name     string
	}{
		{"agent_security", GroupIdentity, "Identity & access"},
		{"privacy", GroupData, "Data"},
		{"input_security", GroupInputOutput, "Input / output"},
		{"detection", GroupMonitoring, "Monitoring"},
		{"change_management", GroupSupplyChain, "Supply chain"},
		{"compliance", GroupGovernance, "Governance"},
		{"a pack's own", GroupGovernance, "Governance"},
	} {
		if got := GroupOf(c.category); got != c.want || got.Name() != c.name {
			t.Errorf("%s falls under %s, not %s", c.category, got.Name(), c.name)
		}
	}
}
