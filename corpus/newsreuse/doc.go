// Package newsreuse reads newsreuse, articles that many outlets published on
// three events, and the pairs that share words (after github.com/asprout/ArticleComparisons).
// Articles are one JSON object a line:
//
//	{"docid":"helsinki-7","event":"helsinki","publisher":"post.example","scraped":"2018-07-15T19:32:18-04:00","paragraphs":["…","…"],"silver_cluster":0}
//
// Pairs are lines of tab-separated text after a header:
//
//		earlier  later  share_of_earlier  share_of_later  shared_8grams
//
//	  - The pairs were computed, and nobody checked them: two articles on one event
//	    are listed when one has more than 5 % of the other's runs of eight words,
//	    whether these are the article or a notice that the site prints below it.
//	  - Crawl time is not publication time, so an article has no date but the one
//	    that its text may give.
package newsreuse
