package catalog

import (
	"regexp"

	"demarc/assess"
)

var servicePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

const serviceForm = "small letters, digits and hyphens, at most 40"

var serviceFields = fields[assess.Service]{
	idField("id", servicePattern, serviceForm, func(s *assess.Service) *string { return &s.ID }),
	lineField("name", true, func(s *assess.Service) *string { return &s.Name }),
	lineField("vendor", true, func(s *assess.Service) *string { return &s.Vendor }),
	wordField("category", true, assess.ServiceCategories, func(s *assess.Service) *assess.ServiceCategory { return &s.Category }),
	lineField("hosting", false, func(s *assess.Service) *string { return &s.Hosting }),
	wordField("match", true, assess.ServiceMatches, func(s *assess.Service) *assess.ServiceMatch { return &s.Match }),
	listField("aliases", false, func(s *assess.Service) *[]string { return &s.Aliases }),
	textField("note", false, func(s *assess.Service) *string { return &s.Note }),
}

func (c *composition) checkServices(f *faults) {
	unique(f, c.services, "aliases", func(s *assess.Service) []string { return append([]string{s.Name}, s.Aliases...) })
	models := idsOf(c.models)
	for _, service := range c.services {
		if hosting := service.value.Hosting; hosting != "" && !models[hosting] {
			f.add(service.set["hosting"], "there is no hosting model %s", hosting)
		}
	}
}
