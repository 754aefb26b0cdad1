/* What is asked of a catalogue: every filter is a hard limit. */
#pragma once

#include "catalogue/shade.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_ORDER_RELEVANCE,  /* how well the text fits, then popularity, then name */
  VANITY_ORDER_NAME,       /* brand, line, name */
  VANITY_ORDER_PRICE,      /* in the query's currency, the cheapest first, unknown last */
  VANITY_ORDER_POPULARITY, /* the most wanted first, unknown last */
  VANITY_ORDER_DISTANCE,   /* CIEDE2000 from `near`, without a colour last */
  VANITY_N_ORDERS
} VanityOrder;

const char *vanity_order_get_id (VanityOrder order);
const char *vanity_order_get_label (VanityOrder order);
gboolean vanity_order_find (const char *id, VanityOrder *order);

typedef struct
{
  char *text;                     /* every word must be there, or begin a word; "" or NULL: all */
  unsigned categories;            /* bits 1 << VanityCategory; 0: all */
  char **brands;                  /* any of them, compared folded; NULL or empty: all */
  char *currency;                 /* of the prices; NULL: any */
  gint64 price_least, price_most; /* minor units, inclusive; < 0: open. A shade without a price in
                                     the currency is not admitted where one is set */
  unsigned finishes;              /* bits 1 << VanityFinish; 0: all */
  unsigned coverages;             /* bits 1 << VanityCoverage; 0: all */
  unsigned undertones;            /* bits 1 << VanityUndertoneLabel; 0: all */
  unsigned labels;                /* VanityProductLabel bits: all of these */
  char **avoid; /* ingredients, as vanity_ingredients_have () finds them. A shade whose ingredients
                   are not known is admitted */
  gboolean only_colored;
  gboolean only_available; /* in stock, to be ordered, or not known: not "out of stock" */
  VanityOrder order;
  VanityLab near;    /* for VANITY_ORDER_DISTANCE */
  int offset, limit; /* limit < 0: no limit */
} VanityQuery;

/* Everything, in the order of relevance, without limit. */
void vanity_query_init (VanityQuery *query);
void vanity_query_clear (VanityQuery *query);
/* Into an uninitialised one. */
void vanity_query_copy (VanityQuery *query, const VanityQuery *from);

/* Whether a shade passes every filter, `text` among them. */
gboolean vanity_query_admits (const VanityQuery *query, const VanityShade *shade);

/* Parts of that. Whether a set has a bit, or is 0, which is all; whether there is a limit of
 * prices; whether a price is within it and of the currency. */
static inline gboolean
vanity_query_has_bit (unsigned bits, int bit)
{
  return bits == 0 || (bits >> bit & 1) != 0;
}

static inline gboolean
vanity_query_asks_price (const VanityQuery *query)
{
  return query->price_least >= 0 || query->price_most >= 0;
}

gboolean vanity_query_admits_money (const VanityQuery *query, const VanityMoney *money);

/* The words of its text, folded, each to be matched at the beginning of one; NULL-terminated. */
char **vanity_query_dup_words (const VanityQuery *query);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityQuery, vanity_query_clear)

G_END_DECLS
