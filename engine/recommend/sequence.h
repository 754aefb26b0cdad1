/* What people did, in order: for each user the items that were bought, rated or tried, oldest
 * first. It is what item-to-item models learn from.
 *
 * Files are those of the papers on sequential recommendation: a line is a user and items in time
 * order, all whole numbers with blanks between; or a line is one action, a user and one item, and
 * the lines of a user are in time order. Numbers are names and need not be dense. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int n_users, n_items;
  int n_actions;
  guint32 *items;  /* [n_actions] in [0, n_items), user after user */
  int *starts;     /* [n_users + 1] where in `items` a user begins */
  guint64 *users;  /* [n_users] as the file calls them */
  guint64 *labels; /* [n_items] as the file calls them, in the order of their first appearance */
  int n_repeated;  /* actions whose item the user had before */
} VanitySequences;

/* Reads at most 256 MiB. NULL with an error that names the file, the line, the value and the rule:
 * something else than a whole number that fits 64 bits, a user without an item, a second line for
 * a user whose line has several items, a file without an action. */
VanitySequences *vanity_sequences_load (const char *path, GError **error);
/* The same from memory; `name` stands for it in messages. */
VanitySequences *vanity_sequences_parse (const char *text, gsize length, const char *name,
                                         GError **error);
VanitySequences *vanity_sequences_copy (const VanitySequences *sequences);
void vanity_sequences_free (VanitySequences *sequences);

static inline const guint32 *
vanity_sequences_get (const VanitySequences *sequences, int user, int *length)
{
  *length = sequences->starts[user + 1] - sequences->starts[user];
  return sequences->items + sequences->starts[user];
}

/* How many actions of a user are learnt from, the first ones, where the last `held_back` are kept
 * to be asked for: all of those of a user who has fewer than three, who is asked nothing. */
static inline int
vanity_sequences_get_learnt (const VanitySequences *sequences, int user, int held_back)
{
  int length = sequences->starts[user + 1] - sequences->starts[user];

  return length < 3 ? length : MAX (length - held_back, 0);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySequences, vanity_sequences_free)

G_END_DECLS
