import '../local/account-overlapping.ts'
