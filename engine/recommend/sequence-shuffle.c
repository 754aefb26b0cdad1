#include "recommend/sequence-shuffle.h"

#include "base/error.h"
#include "base/random.h"

static void
shuffle (guint32 *items, int count, VanityRandom *random)
{
  for (int i = count; i > 1; i--)
    {
      int other = (int)vanity_random_index (random, i);
      guint32 kept = items[i - 1];

      items[i - 1] = items[other];
      items[other] = kept;
    }
}

VanitySequences *
vanity_sequences_shuffle (const VanitySequences *sequences, int window, int kept, guint64 seed)
{
  VanitySequences *copy = vanity_sequences_copy (sequences);
  VanityRandom random;

  vanity_random_init (&random, seed);
  for (int user = 0; user < copy->n_users; user++)
    {
      int first = copy->starts[user];

      for (int end = copy->starts[user + 1] - kept; end > first;)
        {
          int begin = window > 0 ? MAX (end - window, first) : first;

          shuffle (copy->items + begin, end - begin, &random);
          end = begin;
        }
    }
  return copy;
}

static gboolean
check_days (const VanitySequences *sequences, const VanitySequences *days, const char *name,
            GError **error)
{
  if (days->n_users != sequences->n_users)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "“%s” has %d users, and must have the %d of the actions", name, days->n_users,
                   sequences->n_users);
      return FALSE;
    }
  for (int user = 0; user < days->n_users; user++)
    if (days->users[user] != sequences->users[user]
        || days->starts[user + 1] != sequences->starts[user + 1])
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     "“%s” must have, where user %" G_GUINT64_FORMAT
                     " has actions, the same user and as many dates",
                     name, sequences->users[user]);
        return FALSE;
      }
  return TRUE;
}

VanitySequences *
vanity_sequences_shuffle_days (const VanitySequences *sequences, const VanitySequences *days,
                               const char *name, int kept, guint64 seed, GError **error)
{
  VanitySequences *copy;
  VanityRandom random;

  if (!check_days (sequences, days, name, error))
    return NULL;
  copy = vanity_sequences_copy (sequences);
  vanity_random_init (&random, seed);
  for (int user = 0; user < copy->n_users; user++)
    {
      int end = copy->starts[user + 1] - kept;

      for (int begin = copy->starts[user], next; begin < end; begin = next)
        {
          for (next = begin + 1; next < end && days->items[next] == days->items[begin];)
            next++;
          shuffle (copy->items + begin, next - begin, &random);
        }
    }
  return copy;
}
