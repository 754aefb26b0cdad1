/* The commands by the service of the session instead of this process: the engine is loaded once for
 * all who ask, and this program needs no more than to open files. */
#pragma once

#include "cli-batch.h"

#include "analysis/analysis.h"
#include "catalogue/query.h"
#include "copy-order.h"
#include "image/photo.h"

G_BEGIN_DECLS

typedef struct _VanityCliService VanityCliService;

/* An entry that takes the answer to --via-service; implies --json where texts are told else. */
#define VANITY_CLI_SERVICE_ENTRY(flag)                                                             \
  {                                                                                                \
    "via-service", 0, 0, G_OPTION_ARG_NONE, flag,                                                  \
        N_ ("Let the service of the session do it (docs/service.md)"), NULL                        \
  }

/* Errors: _FILE without a session bus. Safe on several threads. */
VanityCliService *vanity_cli_service_new (GError **error);
void vanity_cli_service_free (VanityCliService *service);

/* Each works on `item` and puts the line of JSON there where `json` is set, as the command does by
 * itself. `face` counted from 1, 0 for all. FALSE with the service's error, or its absence. */
gboolean vanity_cli_service_detect (VanityCliService *service, VanityBatchItem *item,
                                    gboolean is_many, GCancellable *cancellable, GError **error);
gboolean vanity_cli_service_analyse (VanityCliService *service, VanityBatchItem *item, int face,
                                     const VanityAnalysisOptions *options,
                                     GCancellable *cancellable, GError **error);
/* What the service is told of a look that is named on the command line: a name it knows itself, or
 * what is in the file. Free with g_free (). */
char *vanity_cli_service_dup_look (const char *name, GError **error);
/* `look`: such a text. */
gboolean vanity_cli_service_apply (VanityCliService *service, VanityBatchItem *item, int face,
                                   const char *look, double strength, const VanitySaveOptions *save,
                                   gboolean json, GCancellable *cancellable, GError **error);
gboolean vanity_cli_service_transfer (VanityCliService *service, VanityBatchItem *item, int face,
                                      const VanityCopyOrder *order, const VanitySaveOptions *save,
                                      gboolean json, gboolean is_many, GCancellable *cancellable,
                                      GError **error);

/* `photo` and `look` may be NULL, `look` as for apply; of `query`, categories and currency count.
 * The line of JSON; free with g_free (). */
char *vanity_cli_service_recommend (VanityCliService *service, const char *photo, int face,
                                    const char *look, int n, guint32 seed, const VanityQuery *query,
                                    gboolean use_taste, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCliService, vanity_cli_service_free)

G_END_DECLS
