package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"demarc/assess"
	"demarc/words"
)

// dateOrder is the order in which a table writes day, month and year. The empty
// order takes YYYY-MM-DD and nothing else: 3/4/2026 is two different days.
type dateOrder string

// The orders that a map can name.
const (
	monthFirst dateOrder = "mdy"
	dayFirst   dateOrder = "dmy"
	yearFirst  dateOrder = "ymd"
)

var (
	dateOrders = []dateOrder{monthFirst, dayFirst, yearFirst}
	// A time of day may follow, as spreadsheets like to write one.
	numericDate = regexp.MustCompile(`^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ].*)?$`)
	isoDate     = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(?:[T ].*)?$`)
	// With the month in letters there is nothing to confuse.
	namedMonth = []string{"2 January 2006", "2 Jan 2006", "2 Jan 06", "January 2 2006", "Jan 2 2006"}
)

// parseDate reads a day. YYYY-MM-DD is understood in every order.
func parseDate(text string, order dateOrder) (assess.Date, error) {
	date, err := dayIn(text, order)
	if err == nil && date == 0 {
		err = words.Errorf("is a spreadsheet's empty date: leave the cell blank or write the day")
	}
	return date, err
}

func dayIn(text string, order dateOrder) (assess.Date, error) {
	unread := words.Errorf("is no date: write it as YYYY-MM-DD")
	if isoDate.MatchString(text) {
		date, err := assess.ParseDate(text[:len("2006-01-02")])
		if err != nil {
			return 0, unread
		}
		return date, nil
	}
	if order == "" {
		return 0, unread
	}
	if m := numericDate.FindStringSubmatch(text); m != nil {
		return numeric(m[1:4], order)
	}
	plain := squeeze(strings.NewReplacer("-", " ", ",", " ").Replace(text))
	for _, layout := range namedMonth {
		if day, err := time.Parse(layout, plain); err == nil {
			return assess.DateOf(day), nil
		}
	}
	return 0, unread
}

// numeric puts three numbers in order. A year of two digits is of this century.
func numeric(parts []string, order dateOrder) (assess.Date, error) {
	var n [3]int
	for i, part := range parts {
		n[i], _ = strconv.Atoi(part) // at most four digits
	}
	year, month, day := n[2], n[0], n[1]
	switch {
	case order == yearFirst || len(parts[0]) == 4:
		year, month, day = n[0], n[1], n[2]
	case order == dayFirst:
		month, day = n[1], n[0]
	}
	if year < 100 {
		year += 2000
	}
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if int(date.Month()) != month || date.Day() != day {
		return 0, words.Errorf("is no date in the order %s: correct it, or the map's dates", order)
	}
	return assess.DateOf(date), nil
}
