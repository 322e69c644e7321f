package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// kept is a file of small texts by name: the state of the interface between two
// days. It is written a moment after a change, whole or not at all; losing it
// loses nothing but where one was.
type kept struct {
	path string // empty keeps nothing

	mu     sync.Mutex
	values map[string]string
	due    *time.Timer
}

// keep reads a file; one that is missing or broken is a new one.
func keep(path string) *kept {
	k := &kept{path: path, values: map[string]string{}}
	if data, err := os.ReadFile(path); err == nil && json.Unmarshal(data, &k.values) != nil || k.values == nil {
		k.values = map[string]string{}
	}
	return k
}

func (k *kept) get(name string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.values[name]
}

// saveAfter is how long a change waits for others.
const saveAfter = 500 * time.Millisecond

// set keeps a text; an empty one is not kept.
func (k *kept) set(name, value string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.values[name] == value {
		return
	}
	if k.values[name] = value; value == "" {
		delete(k.values, name)
	}
	if k.due == nil && k.path != "" {
		k.due = time.AfterFunc(saveAfter, k.save)
	}
}

// save writes what was changed. That it cannot is no trouble worth a word.
func (k *kept) save() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.due == nil {
		return
	}
	k.due.Stop()
	k.due = nil
	data, err := json.MarshalIndent(k.values, "", " ")
	if err != nil || os.MkdirAll(filepath.Dir(k.path), 0o700) != nil {
		return
	}
	if fresh := k.path + ".new"; os.WriteFile(fresh, data, 0o600) == nil {
		os.Rename(fresh, k.path)
	}
}
