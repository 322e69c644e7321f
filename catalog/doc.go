// Package catalog reads the knowledge that an engagement is assessed against:
// controls, hosting models, who carries which control on which model, the weights
// of severity, and by what the use of AI is recognised. It promises that what it
// hands out is complete and free of contradiction, or else that every fault is
// named with file and line.
//
// Knowledge comes in packs. A pack is a folder of YAML files (Load) or one file
// with the same keys (LoadFile); nothing depends on which file a key stands in:
//
//	schema           demarc-pack/1
//	name, title, version, as_of
//	texts            [{id, title}]               the texts facts were taken from
//	owners           {owner: meaning}
//	source_checks    {check: meaning}
//	frameworks       [{id, name, edition, refs, note}]
//	controls         [{id, name, short, description, category, weight, lifecycle,
//	                   review, review_months, raci, mappings, mapping_note, origin, source}]
//	models           [{id, name, provider, company, service_type, class, aliases}]
//	providers        [{name, aliases}]
//	baselines        {model: {control: {owner, provider_offers, …}}}
//	trait_rules      [{trait, value, control, boundary, reason}]
//	scoring          {kinds, exposure, data, lifecycle, agentic, max_control_weight,
//	                  bands, evidence_months, concentration}
//	services         [{id, name, vendor, category, hosting, match, aliases, note}]
//	indicators       [{kind, pattern, service, weak, use, near, control, source, checked, note}]
//	indicator_sources [{id, title, url}]
//	sighting_scoring {state, exposure, data, volume, recency, weak_cap, attempt_cap}
//
// Compose lays packs over one another. An entry of a later pack whose id (for a
// baseline: model and control; for a trait rule: trait, value and control; for an
// indicator: kind and pattern) is already there replaces the fields that it
// states and keeps the others; any other entry is added at the end. So a pack by
// itself has to be well formed, and only the composition has to be complete. What
// shadow AI is recognised by may be left out of it: packs are older than that.
//
// Packs stay as they were read: Encode gives their files, Decode reads them
// again, and the hash of these bytes names the pack. What schema demarc-pack/1
// accepts may grow but never shrink, for engagements keep their packs for years.
package catalog
