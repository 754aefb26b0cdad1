/* Bytes as each of the tables that shops give out. */
#include "feed.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  fuzz_feed (data, size,
             (const VanityFeedFormat *const[]){ &vanity_feed_merchant_tsv,
                                                &vanity_feed_beauty_facts_csv,
                                                &vanity_feed_plain_csv, NULL });
  return 0;
}
