// Package words says things in the reader's language. The English text is the
// key; a language's file gives the other text for it, with the same %s and %d
// (or %[2]s where the order differs).
package words

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Language is one language of the program. Nil is English.
type Language struct {
	Code, Name string
	texts      map[string]string
	days       [3]string // formats of a date, a short date and a time of day
	thousands  string
	decimal    string
}

// English is the language that texts are written in.
var English *Language

// file is how a language is kept: JSON.
type file struct {
	Code      string            `json:"code"`
	Name      string            `json:"name"`
	Date      string            `json:"date"`
	ShortDate string            `json:"short_date"`
	Time      string            `json:"time"`
	Thousands string            `json:"thousands"`
	Decimal   string            `json:"decimal"`
	Texts     map[string]string `json:"texts"`
}

// Read reads a language's file.
func Read(data []byte) (*Language, error) {
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("the translation cannot be read: %w", err)
	}
	if f.Code == "" || f.Name == "" || f.Date == "" || f.ShortDate == "" || f.Time == "" || f.Thousands == "" || f.Decimal == "" {
		return nil, fmt.Errorf("the translation %q lacks its code, name or formats", f.Code)
	}
	return &Language{Code: f.Code, Name: f.Name, texts: f.Texts, days: [3]string{f.Date, f.ShortDate, f.Time}, thousands: f.Thousands, decimal: f.Decimal}, nil
}

// T says an English text in the language, with its %s and %d filled in. A text
// that the language does not have stays English.
func (l *Language) T(text string, args ...any) string {
	if l != nil {
		if other, ok := l.texts[text]; ok {
			text = other
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether the language has a text of its own for an English one.
func (l *Language) Has(text string) bool {
	if l == nil {
		return true
	}
	_, ok := l.texts[text]
	return ok
}

// N counts: one and many each hold one %s for the number.
func (l *Language) N(n int, one, many string) string {
	if n == 1 {
		return l.T(one, l.Number(n))
	}
	return l.T(many, l.Number(n))
}

// Number writes thousands apart.
func (l *Language) Number(n int) string {
	separator := ","
	if l != nil {
		separator = l.thousands
	}
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + separator + text[at:]
	}
	return text
}

// Decimal writes a number with one decimal.
func (l *Language) Decimal(n float64) string {
	whole, tenths, _ := strings.Cut(fmt.Sprintf("%.1f", n), ".")
	mark := "."
	if l != nil {
		mark = l.decimal
	}
	return whole + mark + tenths
}

// Day writes a date that stands in a sentence: in English as year-month-day.
func (l *Language) Day(date time.Time) string {
	if l == nil {
		return date.Format(time.DateOnly)
	}
	return l.Date(date)
}

// Date, ShortDate and Time write a moment.
func (l *Language) Date(t time.Time) string { return t.Format(l.format(0, "2 January 2006")) }

// ShortDate leaves the year out.
func (l *Language) ShortDate(t time.Time) string { return t.Format(l.format(1, "2 Jan")) }

// Time writes the time of day.
func (l *Language) Time(t time.Time) string { return t.Format(l.format(2, "15:04")) }

func (l *Language) format(which int, english string) string {
	if l == nil {
		return english
	}
	return l.days[which]
}

// Plain writes a known value, such as not_assessed, as people read it.
func (l *Language) Plain(word string) string { return l.T(strings.ReplaceAll(word, "_", " ")) }
