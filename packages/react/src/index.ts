"use client";

// Provider and what it holds
export { MeanwhileProvider, type MeanwhileProviderProps } from "./provider/MeanwhileProvider.tsx";
export { defaultLabels, type Labels } from "./provider/labels.ts";
export { type PairingLabels, pairingLabels } from "./provider/labels.pairing.ts";
export type { Draft, MeanwhileContextValue } from "./provider/context.ts";
export type { CallResult } from "./provider/useCall.ts";
export type { InfiniteList } from "./provider/useItems.ts";
export type { ReadOptions } from "./provider/useMeanwhile.ts";
export { useClient } from "./provider/useClient.ts";
export { useConnectionStatus } from "./provider/useConnectionStatus.ts";
export { type DraftResult, useDraft } from "./provider/useDraft.ts";
export { useLabels } from "./provider/useLabels.ts";
export { useMeanwhile } from "./provider/useMeanwhile.ts";
export { useOutbox } from "./provider/useOutbox.ts";
export { usePortalRoot } from "./provider/usePortalRoot.ts";

// Members
export { useGroups, useSuspenseGroups } from "./members/useGroups.ts";
export { useMe, useSuspenseMe } from "./members/useMe.ts";
export { useMembers, useSuspenseMembers } from "./members/useMembers.ts";

// Channels
export { useAddChannelMembers } from "./channels/useAddChannelMembers.ts";
export { useArchiveChannel } from "./channels/useArchiveChannel.ts";
export { useChannel, useSuspenseChannel } from "./channels/useChannel.ts";
export { useChannelMembers, useSuspenseChannelMembers } from "./channels/useChannelMembers.ts";
export { useChannels, useSuspenseChannels } from "./channels/useChannels.ts";
export { useCreateChannel } from "./channels/useCreateChannel.ts";
export { useJoinChannel } from "./channels/useJoinChannel.ts";
export { useLeaveChannel } from "./channels/useLeaveChannel.ts";
export { useRemoveChannelMember } from "./channels/useRemoveChannelMember.ts";
export { useSetFavourite } from "./channels/useSetFavourite.ts";
export { useUnarchiveChannel } from "./channels/useUnarchiveChannel.ts";
export { useUpdateChannel } from "./channels/useUpdateChannel.ts";

// Threads
export { useAddPeople } from "./threads/useAddPeople.ts";
export { useCloseThread } from "./threads/useCloseThread.ts";
export { useContextVersions, useSuspenseContextVersions } from "./threads/useContextVersions.ts";
export { type NewThread, type ThreadCreation, useCreateThread } from "./threads/useCreateThread.ts";
export { useMoveThread } from "./threads/useMoveThread.ts";
export { useReopenThread } from "./threads/useReopenThread.ts";
export { useSetAssignee } from "./threads/useSetAssignee.ts";
export { useSetContext } from "./threads/useSetContext.ts";
export { useSetPinned } from "./threads/useSetPinned.ts";
export { useSetPosition } from "./threads/useSetPosition.ts";
export { useSuspenseThread, useThread } from "./threads/useThread.ts";
export { useSuspenseThreadCount, useThreadCount } from "./threads/useThreadCount.ts";
export { type ThreadRowView, useSuspenseThreads, useThreads } from "./threads/useThreads.ts";
export { useUpdateThread } from "./threads/useUpdateThread.ts";

// Comments
export { useCommentVersions, useSuspenseCommentVersions } from "./comments/useCommentVersions.ts";
export { type CommentList, useComments, type UseCommentsOptions, useSuspenseComments } from "./comments/useComments.ts";
export { type NewComment, useCreateComment } from "./comments/useCreateComment.ts";
export { useDeleteComment } from "./comments/useDeleteComment.ts";
export { useEditComment } from "./comments/useEditComment.ts";
export { useSetAcknowledged } from "./comments/useSetAcknowledged.ts";
export { useSetReaction } from "./comments/useSetReaction.ts";
export { useAudienceReach } from "./comments/useAudienceReach.ts";
export type { CommentView, DecisionView, ProposalView, ThreadView } from "@meanwhile/core";

// Decisions
export { useConfirmDecision } from "./decisions/useConfirmDecision.ts";
export { useCreateDecision } from "./decisions/useCreateDecision.ts";
export { useCreateProposal } from "./decisions/useCreateProposal.ts";
export { useDecision, useSuspenseDecision } from "./decisions/useDecision.ts";
export { useDecisions, useSuspenseDecisions } from "./decisions/useDecisions.ts";
export { useDecisionVersions } from "./decisions/useDecisionVersions.ts";
export { useEditDecision } from "./decisions/useEditDecision.ts";
export { useExtendProposal } from "./decisions/useExtendProposal.ts";
export { useProposal, useSuspenseProposal } from "./decisions/useProposal.ts";
export { useProposals, useSuspenseProposals } from "./decisions/useProposals.ts";
export { useVote } from "./decisions/useVote.ts";
export { useWithdrawDecision } from "./decisions/useWithdrawDecision.ts";
export { useWithdrawProposal } from "./decisions/useWithdrawProposal.ts";

// Inbox
export { type Period, useCatchUp, useSuspenseCatchUp } from "./inbox/useCatchUp.ts";
export { type Followed, useFollow, useSuspenseFollow } from "./inbox/useFollow.ts";
export { useInbox, useSuspenseInbox } from "./inbox/useInbox.ts";
export { type InboxChange, type InboxChanges, useInboxChange } from "./inbox/useInboxChange.ts";
export { useInboxCounts, useSuspenseInboxCounts } from "./inbox/useInboxCounts.ts";
export { useInboxPreferences, useSetInboxPreferences } from "./inbox/useInboxPreferences.ts";
export { type FollowChange, useSetFollow } from "./inbox/useSetFollow.ts";
export type { InboxItemView } from "@meanwhile/core";

// Search
export { type RecentList, useRecentSearches } from "./search/useRecentSearches.ts";
export { useRemoveSavedSearch } from "./search/useRemoveSavedSearch.ts";
export { useSavedSearches } from "./search/useSavedSearches.ts";
export { useSaveSearch } from "./search/useSaveSearch.ts";
export { type SearchAnswer, type SearchList, useSearch } from "./search/useSearch.ts";
export { useSearchKey } from "./search/useSearchKey.ts";
export { type SearchSuggestions, useSearchSuggestions } from "./search/useSearchSuggestions.ts";
export { useSuspenseTopics, useTopics } from "./search/useTopics.ts";

// Pairing
export { useAnswerMet } from "./pairing/useAnswerMet.ts";
export { useCreateProgram } from "./pairing/useCreateProgram.ts";
export { useNeverPairs } from "./pairing/useNeverPairs.ts";
export { usePairing, useSuspensePairing } from "./pairing/usePairing.ts";
export { usePairingPreferences } from "./pairing/usePairingPreferences.ts";
export { usePairings, useSuspensePairings } from "./pairing/usePairings.ts";
export { useProgram, useSuspenseProgram } from "./pairing/useProgram.ts";
export { useProgramMembers } from "./pairing/useProgramMembers.ts";
export { useProgramResults } from "./pairing/useProgramResults.ts";
export { usePrograms, useSuspensePrograms } from "./pairing/usePrograms.ts";
export { useRedrawRound } from "./pairing/useRedrawRound.ts";
export { usePairExplanation, useRound, useRoundVerification } from "./pairing/useRound.ts";
export { useRoundPreview } from "./pairing/useRoundPreview.ts";
export { useRounds } from "./pairing/useRounds.ts";
export { useSetMeeting } from "./pairing/useSetMeeting.ts";
export { useSetNeverPair } from "./pairing/useSetNeverPair.ts";
export { useSetPairingPreferences } from "./pairing/useSetPairingPreferences.ts";
export { useSetProgramMembership } from "./pairing/useSetProgramMembership.ts";
export { useUpdateProgram } from "./pairing/useUpdateProgram.ts";
export type { PairingView } from "@meanwhile/core";

// Components
export { Body, type BodyProps } from "./body/Body.tsx";
export { MemberAvatar, type MemberAvatarProps } from "./members/MemberAvatar.tsx";
export { RelativeTime, type RelativeTimeProps } from "./theme/RelativeTime.tsx";
export { ChannelList, type ChannelListProps } from "./channels/ChannelList.tsx";
export { OutboxStatus, type OutboxStatusProps } from "./comments/OutboxStatus.tsx";
export { ThreadList, type ThreadListProps } from "./threads/ThreadList.tsx";
export type { ThreadNarrowing } from "./threads/ThreadFilterBar.tsx";
export { Thread, type ThreadProps } from "./Thread.tsx";
export { NewThreadDialog, NewThreadForm, type NewThreadFormProps } from "./threads/NewThreadForm.tsx";
export { DecisionLog, type DecisionLogProps, type DecisionNarrowing } from "./decisions/DecisionLog.tsx";
export { OutcomeBanner, type OutcomeBannerProps } from "./decisions/OutcomeBanner.tsx";
export { OutcomeDialog, OutcomeForm, type OutcomeFormProps } from "./decisions/OutcomeForm.tsx";
export { ProposalCard, type ProposalCardProps } from "./decisions/ProposalCard.tsx";
export { ProposalDialog, ProposalForm, type ProposalFormProps } from "./decisions/ProposalForm.tsx";
export { Composer, type ComposerProps } from "./threads/Composer.tsx";
export { Inbox, type InboxProps } from "./inbox/Inbox.tsx";
export type { InboxView } from "./inbox/views.ts";
export { InboxItem, type InboxItemProps } from "./inbox/InboxItem.tsx";
export { SnoozeMenu, type SnoozeMenuProps } from "./inbox/SnoozeMenu.tsx";
export { FollowMenu, type FollowMenuProps } from "./inbox/FollowMenu.tsx";
export { CatchUp, type CatchUpProps } from "./inbox/CatchUp.tsx";
export { CatalogueView, type CatalogueViewProps } from "./search/CatalogueView.tsx";
export { SearchDialog, type SearchDialogProps } from "./search/SearchDialog.tsx";
export { SearchResults, type SearchResultsProps } from "./search/SearchResults.tsx";
export { PairingCard, type PairingCardProps } from "./pairing/PairingCard.tsx";
export { PairingPreferences, type PairingPreferencesProps } from "./pairing/PairingPreferences.tsx";
export { PairingProgramDialog, PairingProgramForm, type PairingProgramFormProps } from "./pairing/PairingProgramForm.tsx";
export { PairingReport, type PairingReportProps } from "./pairing/PairingReport.tsx";
export { RoundPreview, type RoundPreviewProps } from "./pairing/RoundPreview.tsx";
